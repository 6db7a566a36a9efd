package main

import (
	"fmt"
	"math"
	"slices"
)

type Number interface {
	~int | ~int16 | ~float64
}

type Node struct {
	key  int
	next *Node
}

const (
	red = iota
	green
	blue
	_
	grey = iota * 10
)

func counted[T Number](data []T, base T) []T {
	out := make([]T, len(data))
	for i := range data {
		out[i] = T(i)*base + data[i]
	}
	return out
}

func zeros[T any](n int, like T) []T { return make([]T, n) }

func halves[T Number](x T) T { return x / T(2) }

func show[T any](name string, list []T) {
	fmt.Print(name, ":")
	for _, x := range list {
		fmt.Print(" ", x)
	}
	fmt.Println()
}

func main() {
	ints := counted([]int{5, 6, 7}, 10)
	small := counted([]int16{100, 27, 3}, int16(28))
	none := zeros(2, 7)
	half := []int{halves(7), int(math.Floor(halves(7.0) * 2))}
	colors := []int{red, green, blue, grey}
	seen := make(map[int]int)
	for _, x := range []int{3, 1, 3, 3} {
		seen[x]++
	}
	one, there := seen[1]
	two, gone := seen[2]
	tally := []int{seen[3], one, two, seen[9]}
	if there && !gone {
		tally = append(tally, 1)
	}
	groups := map[string][]int{}
	groups["a"] = append(groups["a"], 4, 2)
	group := groups["a"]
	nodes := []*Node{{key: 2}, {key: 1}}
	nodes[0], nodes[1] = nodes[1], nodes[0]
	keys := []int{nodes[0].key, nodes[1].key}
	ends := []int{slices.Max(ints), slices.Min(ints), slices.Index(ints, 16), int(math.Pow(2, 10)), int(math.Sqrt(17))}
	wide := []int{math.MaxInt8, math.MinInt16}
	show("ints", ints)
	show("small", small)
	show("none", none)
	show("half", half)
	show("colors", colors)
	show("tally", tally)
	show("group", group)
	show("keys", keys)
	show("ends", ends)
	show("wide", wide)
}
