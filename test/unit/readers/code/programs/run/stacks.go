package main

import (
	"fmt"
	"strings"
)

type Stack[T any] struct {
	items []T
	last  T
}

func (s *Stack[T]) Push(x T) {
	s.items = append(s.items, x)
	s.last = x
}

func (s *Stack[T]) Pop() (T, bool) {
	var zero T
	if len(s.items) == 0 {
		return zero, false
	}
	x := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return x, true
}

type pair struct{ a, b int }

func tell(to *strings.Builder, x int) {
	to.WriteString("<")
	to.WriteRune('a' + rune(x))
	to.WriteByte('>')
}

func main() {
	words := &Stack[string]{}
	for _, w := range []string{"x", "y", "z"} {
		words.Push(w)
	}
	out := []string{words.last}
	for {
		x, ok := words.Pop()
		if !ok {
			break
		}
		out = append(out, x)
	}
	var pairs Stack[pair]
	pairs.Push(pair{1, 2})
	pairs.Push(pair{3, 4})
	top, _ := pairs.Pop()
	top.a, top.b = top.b, top.a
	row := []int{top.a, top.b, len(pairs.items)}
	var sb strings.Builder
	for i, w := range out {
		if i > 0 {
			sb.WriteString(",")
		}
		sb.WriteString(w)
	}
	tell(&sb, 2)
	text := sb.String()
	sb.Reset()
	sb.WriteString("again")
	texts := []string{text, sb.String()}
	fmt.Println("out:", strings.Join(out, " "))
	fmt.Printf("row: %d %d %d\n", row[0], row[1], row[2])
	fmt.Println("texts:", strings.Join(texts, " "))
}
