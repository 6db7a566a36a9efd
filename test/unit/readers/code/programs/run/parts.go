package main

import "fmt"

func flip(f *int) { *f = 1 - *f }

// Two parts of one list, of which each has a name of its own.
func main() {
	coins := []int{0, 1, 0, 7}
	flip(&coins[0])
	flip(&coins[1])
	left, right := coins[:1], coins[1:]
	left[0], right[1] = right[1], left[0]
	right[2], right[0] = right[0], right[2]
	fmt.Println("coins:", coins[0], coins[1], coins[2], coins[3])
}
