package main

import "fmt"

func f(xs ...int) []int { ys := xs; ys[0] = 9; return xs }
func g(a int, xs ...int) int { return a + f(xs...)[0] + len(xs) }
func h(xs ...string) int { return len(xs) }

type S struct{ v []int }

func (s *S) add(xs ...int) { s.v = append(s.v, xs...); xs[0] = 50 }

func main() {
	z := []int{1, 2, 3}
	w := f(z[1:]...)
	w[1] = 7
	n := g(1, 5, 6) + h() + h([]string{"a"}...)
	s := &S{}
	s.add(z...)
	s.add(4)
	v := s.v
	fn := func(p ...int) { p[0]++ }
	fn(v...)
	fmt.Println("z:", z[0], z[1], z[2])
	fmt.Println("n:", n)
	fmt.Println("v:", v[0], v[1], v[2], v[3])
}
