package main

import "fmt"

type S struct{ v [2]int }

func main() {
	s := S{[2]int{5, 6}}
	c := [2]int{1, 2}
	arr := []S{s, s}
	arr = append(arr, s)
	rows := [][2]int{c, c}
	rows = append(rows, c)
	arr[0].v[0] = 7
	arr[2].v[1] = 8
	rows[0][0] = 9
	rows[2][1] = 10
	a := []int{s.v[0], s.v[1], arr[0].v[0], arr[1].v[0], arr[2].v[1], c[0], c[1], rows[0][0], rows[1][0], rows[2][1]}
	fmt.Println("a:", a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9])
}
