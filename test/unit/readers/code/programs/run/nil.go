package main

import "fmt"

type Node struct {
	val  int
	next *Node
}
type List struct{ head *Node }

func (n *Node) Sum() int {
	if n == nil {
		return 0
	}
	return n.val + n.next.Sum()
}
func (l *List) Add(v int) { l.head = &Node{v, l.head} }
func (l *List) Reverse() {
	var prev *Node
	for cur := l.head; cur != nil; {
		next := cur.next
		cur.next = prev
		prev = cur
		cur = next
	}
	l.head = prev
}

type Tree struct {
	left, right *Tree
	val         int
}

func (t *Tree) Insert(v int) *Tree {
	if t == nil {
		return &Tree{val: v}
	}
	if v < t.val {
		t.left = t.left.Insert(v)
	} else {
		t.right = t.right.Insert(v)
	}
	return t
}
func (t *Tree) Walk(f func(int)) {
	if t == nil {
		return
	}
	t.left.Walk(f)
	f(t.val)
	t.right.Walk(f)
}

func main() {
	l := &List{}
	for _, v := range []int{3, 1, 4, 1, 5} {
		l.Add(v)
	}
	l.Reverse()
	var out []int
	for n := l.head; n != nil; n = n.next {
		out = append(out, n.val)
	}
	out = append(out, l.head.Sum())
	out[0], out[4] = out[4], out[0]
	var root *Tree
	for _, v := range []int{5, 2, 8, 1} {
		root = root.Insert(v)
	}
	var in []int
	root.Walk(func(v int) { in = append(in, v) })
	in[0], in[3] = in[3], in[0]
	fmt.Println("out:", out[0], out[1], out[2], out[3], out[4], out[5])
	fmt.Println("in:", in[0], in[1], in[2], in[3])
}
