package main

import "fmt"

type S struct{ v [2]int; n int }

func byval(s S) { s.v[0] = 99 }
func find(a []int) (r int) { for i, x := range a { if x == 3 { return i } ; a[i]++ }; return -1 }
func main() {
	a := []int{1, 2, 3, 4}
	s := S{[2]int{5, 6}, 2}
	byval(s)
	arr := [2]S{s, {[2]int{7, 8}, 2}}
	arr[0], arr[1] = arr[1], arr[0]
	arr[0].v[0]++
	fs := []func() int{}
	for i := 0; i < 3; i++ { fs = append(fs, func() int { i += 10; return i }) }
	x := 1
	if x := 2; x > 1 { x++; a[0] = x }
	a[1] = x
	b := []int{s.v[0], arr[0].v[0], arr[1].v[0], fs[0](), fs[0](), fs[2]()}
	c := [3]int{1, 2, 3}
	d := c
	d[0], d[2] = d[2], d[0]
	e := c[0] == d[0]
	g := 0; if e { g = 1 }
	sl := a[1:3]; sl[0] = 50; sl = append(sl, 60)
	m := map[string]int{"p": 1, "q": 2}; m["p"], m["q"] = m["q"], m["p"]
	h := []int{g, m["p"], m["q"], len(sl), d[0], c[0]}
	fmt.Println("a:", a[0], a[1], a[2], a[3])
	fmt.Println("b:", b[0], b[1], b[2], b[3], b[4], b[5])
	fmt.Println("h:", h[0], h[1], h[2], h[3], h[4], h[5])
}
