package main

import "fmt"

type V struct{ x float32; y float64 }

func half(x float32) float32 { return x / 3 }

func main() {
	var f float32 = 0.1
	d := float64(f)
	r := []int{}
	if f*10 == 1.0 {
		r = append(r, 1)
	}
	if d*10 == 1.0 {
		r = append(r, 2)
	}
	v := V{0.1, 0.1}
	v.x *= 3
	a := []float32{0.7, 0.7}
	a[0] += 0.1
	var s float32 = 16777216
	s += 1
	r = append(r, int(float64(v.x)*1e9), int(v.y*3e9), int(float64(a[0])*1e9), int(float64(half(1))*1e9), int(s))
	r[0], r[1] = r[1], r[0]
	fmt.Print("r:")
	for _, e := range r {
		fmt.Print(" ", e)
	}
	fmt.Println()
}
