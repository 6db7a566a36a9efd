package main

import (
	"fmt"
	"sort"
)

type T struct{ a, b int }

func mod(x [3]int, y []int, z *T, t T) { x[0] = 9; y[0] = 9; z.a = 9; t.b = 9 }

func main() {
	x := [3]int{1, 2, 3}
	y := []int{4, 5, 6, 7}
	z := T{1, 2}
	t := z
	mod(x, y, &z, t)
	u := y[1:3]
	u = append(u, 8)
	u = append(u, 1, 2)
	u[0] = 100
	m := map[string]T{"k": {3, 4}}
	e := m["k"]
	e.a = 50
	m["k"] = e
	sort.Slice(y, func(i, j int) bool { return y[i] > y[j] })
	for i, v := range x {
		x[(i+1)%3] = v * 10
	}
	defer func() {}()
	ts := []T{{5, 6}, {7, 8}}
	for _, q := range ts {
		q.a = 0
	}
	for i := range ts {
		ts[i].b, ts[(i+1)%2].a = ts[i].a, ts[i].b
	}
	fmt.Println("x:", x[0], x[1], x[2])
	fmt.Println("y:", y[0], y[1], y[2], y[3])
	fmt.Println("z:", z.a, z.b)
	fmt.Println("t:", t.a, t.b)
	fmt.Println("u:", u[0], u[1], u[2], u[3], u[4])
	k := m["k"]
	fmt.Println("k:", k.a, k.b)
	fmt.Println("ts:", ts[0].a, ts[0].b, ts[1].a, ts[1].b)
}
