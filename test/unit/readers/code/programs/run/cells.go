package main

import "fmt"

type small struct {
	a uint8
	b [2]int8
}

func main() {
	a := []uint8{250, 1}
	a[0] += 10
	a = append(a, 255)
	a[2]++
	var b [2]int8
	b[0] = 127
	b[0]++
	s := small{a: 255}
	s.a++
	s.b[1]--
	t := s
	t.b[1] = 5
	m := make([]uint16, 1)
	m[0]--
	r := []int{int(a[0]), int(a[2]), int(b[0]), int(s.a), int(s.b[1]), int(t.b[1]), int(m[0])}
	fmt.Println("r:", r[0], r[1], r[2], r[3], r[4], r[5], r[6])
}
