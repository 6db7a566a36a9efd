package main

import (
	"fmt"
	"slices"
	"sort"
)

type Card struct {
	rank int
	name string
}

func main() {
	a := []int{1, 2, 3, 4, 5}
	a[0], a[4] = a[4], a[0]
	s := a[1:4]
	s[0], s[2] = s[2], s[0]
	for i, j := 0, len(a)-1; i < j; i, j = i+1, j-1 {
		a[i], a[j] = a[j], a[i]
	}
	sort.Slice(a[:3], func(i, j int) bool { return a[i] > a[j] })
	slices.Reverse(a)
	a = append(a[1:], a[0])
	slices.SortFunc(a[:2], func(x, y int) int { return y - x })
	c := []Card{{2, "b"}, {1, "a"}, {2, "c"}}
	sort.SliceStable(c, func(i, j int) bool { return c[i].rank < c[j].rank })
	fmt.Println(a, c)
}
