package main

import "fmt"

func producer(n int, ch chan int) {
	for i := 0; i < n; i++ {
		ch <- i * 2
	}
	close(ch)
}

func process(a []int) (r []int, err error) {
	defer func() { r = append(r, 99) }()
	for i := len(a) - 1; i >= 0; i-- {
		r = append(r, a[i])
	}
	return r, nil
}

func main() {
	ch := make(chan int, 5)
	producer(5, ch)
	var got []int
	for v := range ch {
		got = append(got, v)
	}
	got[0], got[4] = got[4], got[0]
	q := make(chan int, 3)
	q <- 1
	q <- 2
	x := <-q
	q <- x
	y, ok := <-q
	b := []int{y, len(q), cap(q)}
	if ok {
		b[0], b[2] = b[2], b[0]
	}
	c, _ := process([]int{1, 2, 3})
	var order []int
	func() {
		for i := 0; i < 3; i++ {
			defer func(k int) { order = append(order, k) }(i)
		}
		order = append(order, 7)
	}()
	order[0], order[1] = order[1], order[0]
	fmt.Println("got:", got[0], got[1], got[2], got[3], got[4])
	fmt.Println("b:", b[0], b[1], b[2])
	fmt.Println("c:", c[0], c[1], c[2], c[3])
	fmt.Println("order:", order[0], order[1], order[2], order[3])
}
