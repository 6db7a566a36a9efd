package main

import "fmt"

func one() uint8 { return 1 }
func low() (n int8) {
	n = 127
	return
}
func half(x int) float64 { return float64(x) / 2 }
func both() (int8, int) { return 100, 3 }

func main() {
	r := []int{0, 0, 0, 0, 0}
	r[0] = int(one() - 2)
	r[1] = int(low() + 1)
	r[2] = int(half(3) * 10)
	p, q := both()
	r[3] = int(p + 100)
	r[4] = q
	f := func() uint16 { return 0 }
	r = append(r, int(f()-1))
	fmt.Println("r:", r[0], r[1], r[2], r[3], r[4], r[5])
}
