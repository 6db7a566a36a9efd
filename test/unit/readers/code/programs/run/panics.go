package main

import (
	"errors"
	"fmt"
)

func safe(f func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("caught: %v", r)
		}
	}()
	f()
	return nil
}

func deep(n int, log *[]int) {
	defer func() { *log = append(*log, n) }()
	if n == 0 {
		panic(errors.New("end"))
	}
	deep(n-1, log)
}

func guarded(log *[]int) (x int) {
	defer func() {
		if recover() != nil {
			x = 42
		}
	}()
	deep(2, log)
	return 1
}

func main() {
	a := []int{}
	if e := safe(func() { panic("boom") }); e != nil {
		a = append(a, 1)
	}
	if e := safe(func() {}); e == nil {
		a = append(a, 3)
	}
	x := guarded(&a)
	a = append(a, x)
	for i := range 3 {
		a = append(a, i)
	}
	a[0], a[1] = a[1], a[0]
	fmt.Print("a: ")
	for _, x := range a {
		fmt.Print(x, " ")
	}
	fmt.Println()
}
