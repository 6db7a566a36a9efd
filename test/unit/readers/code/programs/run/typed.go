package main

import "fmt"

type T struct {
	b uint8
	f float64
}

func half(x float64) float64 { return x / 2 }
func low(x uint8) uint8      { return x + 10 }
func mk() (uint8, float64)   { return 250, 3 }

const K uint8 = 250

func main() {
	var f float64 = 3
	f = f / 2
	var g, h float64 = 1, 3
	g = h / 2
	var e float64
	e = 3
	e = e / 2
	a, b := mk()
	a += 10
	b = b / 2
	t := T{b: 250, f: 3}
	t.b += 10
	t.f /= 2
	m := map[string]uint8{"x": 250}
	m["x"] += 10
	s := []float64{3, 5}
	s[0] = s[0] / 2
	c := low(250)
	d := half(3)
	k := K
	k += 10
	var arr [2]uint8
	arr[0] = 255
	arr[0]++
	p := new(uint8)
	*p = 255
	*p++
	var q *uint8 = &arr[1]
	*q = 251
	*q += 6
	x, y := uint8(1), 2.5
	x -= 2
	y = y * 2
	z := 7 / 2.0
	res := []int{int(f*100), int(g*100), int(e*100), int(a), int(b*100), int(t.b), int(t.f*100), int(m["x"]), int(s[0]*100), int(c), int(d*100), int(k), int(arr[0]), int(*p), int(arr[1]), int(x), int(y), int(z*10)}
	fmt.Print("res:")
	for _, v := range res {
		fmt.Print(" ", v)
	}
	fmt.Println()
}
