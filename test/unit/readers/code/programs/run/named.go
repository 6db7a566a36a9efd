package main

import (
	"container/heap"
	"fmt"
	"sort"
	"strings"
)

type Item struct {
	value    string
	priority int
	index    int
}
type PriorityQueue []*Item

func (pq PriorityQueue) Len() int           { return len(pq) }
func (pq PriorityQueue) Less(i, j int) bool { return pq[i].priority > pq[j].priority }
func (pq PriorityQueue) Swap(i, j int)      { pq[i], pq[j] = pq[j], pq[i]; pq[i].index = i; pq[j].index = j }
func (pq *PriorityQueue) Push(x interface{}) {
	it := x.(*Item)
	it.index = len(*pq)
	*pq = append(*pq, it)
}
func (pq *PriorityQueue) Pop() interface{} {
	old := *pq
	n := len(old)
	it := old[n-1]
	old[n-1] = nil
	it.index = -1
	*pq = old[0 : n-1]
	return it
}
func (pq *PriorityQueue) update(it *Item, p int) { it.priority = p; heap.Fix(pq, it.index) }

type byLen []string

func (s byLen) Len() int           { return len(s) }
func (s byLen) Swap(i, j int)      { s[i], s[j] = s[j], s[i] }
func (s byLen) Less(i, j int) bool { return len(s[i]) < len(s[j]) }

type Graph map[string][]string

func (g Graph) AddEdge(a, b string) { g[a] = append(g[a], b); g[b] = append(g[b], a) }
func (g Graph) Degree(a string) int { return len(g[a]) }

type Celsius float64

func (c Celsius) F() float64 { return float64(c)*9/5 + 32 }

type Grid [2][3]int

func (g Grid) With(i, j, v int) Grid { g[i][j] = v; return g }
func (g *Grid) Set(i, j, v int)      { g[i][j] = v }
func (g *Grid) Swap(a, b int)        { g[a], g[b] = g[b], g[a] }
func (g Grid) Sum() (t int) {
	for _, r := range g {
		for _, x := range r {
			t += x
		}
	}
	return
}

type Op func(int, int) int

func (o Op) Apply(a []int) int {
	t := a[0]
	for _, x := range a[1:] {
		t = o(t, x)
	}
	return t
}

type Color int

const (
	Red Color = iota
	Green
)

func (c Color) String() string { return [...]string{"R", "G"}[c] }
func (c *Color) Flip()         { *c = 1 - *c }

func swapDefer(a []int) (n int) {
	for i := 0; i < 2; i++ {
		defer func() { n += i; a[0], a[1] = a[1], a[0] }()
	}
	x := 1
	defer fmt.Print("")
	defer add(&n, x)
	x = 100
	return 10
}
func add(p *int, x int) { *p += x }
func classify(xs ...any) (r []string) {
	for _, x := range xs {
		switch v := x.(type) {
		case nil:
			r = append(r, "nil")
		case int:
			if v > 5 {
				break
			}
			r = append(r, strings.Repeat("i", v))
		case string, bool:
			r = append(r, "sb")
		case *Item:
			r = append(r, v.value)
		case Item:
			r = append(r, v.value+"!")
		default:
			r = append(r, "?")
		}
	}
	return
}
func early(a []int) []int {
	defer func() { a[0] = 77 }()
	for i := range a {
		for range a {
			if a[i] == 2 {
				return append([]int{}, a...)
			}
		}
	}
	return nil
}
func main() {
	pq := PriorityQueue{}
	heap.Init(&pq)
	items := map[string]int{"a": 3, "b": 2, "c": 4}
	for _, k := range []string{"a", "b", "c"} {
		heap.Push(&pq, &Item{value: k, priority: items[k]})
	}
	it := &Item{value: "d", priority: 1}
	heap.Push(&pq, it)
	pq.update(it, 9)
	out := []string{}
	for pq.Len() > 0 {
		x := heap.Pop(&pq).(*Item)
		out = append(out, x.value)
	}
	out[0], out[3] = out[3], out[0]
	w := []string{"ccc", "a", "bb", "dddd"}
	sort.Sort(byLen(w))
	w[0], w[1] = w[1], w[0]
	g := Graph{}
	g.AddEdge("x", "y")
	g.AddEdge("x", "z")
	deg := []int{g.Degree("x"), g.Degree("y"), g.Degree("q")}
	delete(g, "x")
	deg = append(deg, len(g))
	deg[0], deg[1] = deg[1], deg[0]
	c := []float64{Celsius(100).F(), 1}
	c[0], c[1] = c[1], c[0]
	gr := Grid{{1, 2, 3}, {4, 5, 6}}
	g2 := gr.With(0, 0, 50)
	gr.Set(1, 1, 9)
	gr.Swap(0, 1)
	sums := []int{gr.Sum(), g2.Sum(), gr[0][1]}
	sums[0], sums[1] = sums[1], sums[0]
	op := []int{Op(func(a, b int) int { return a * b }).Apply([]int{2, 3, 4}), 0}
	op[0], op[1] = op[1], op[0]
	var col Color
	col.Flip()
	p := &col
	p.Flip()
	p.Flip()
	cs := []int{int(col), int(Red), int(Green)}
	cs[1], cs[2] = cs[2], cs[1]
	a := []int{1, 2, 3}
	sd := swapDefer(a)
	d := []int{sd, a[0], a[1]}
	d[0], d[2] = d[2], d[0]
	cl := classify(1, "x", nil, it, *it, 2.5, 9, true)
	cl[0], cl[1] = cl[1], cl[0]
	b := []int{1, 2, 3}
	e := early(b)
	e = append(e, b...)
	e[0], e[1] = e[1], e[0]
	q := new(Grid)
	q.Set(0, 1, 4)
	n := new(int)
	*n += 3
	qq := []int{q[0][1], *n, q.Sum()}
	qq[0], qq[1] = qq[1], qq[0]
	fmt.Println("out:", strings.Join(out, " "))
	fmt.Println("w:", strings.Join(w, " "))
	fmt.Println("deg:", deg[0], deg[1], deg[2], deg[3])
	fmt.Println("sums:", sums[0], sums[1], sums[2])
	fmt.Println("op:", op[0], op[1])
	fmt.Println("cs:", cs[0], cs[1], cs[2])
	fmt.Println("d:", d[0], d[1], d[2])
	fmt.Println("cl:", strings.Join(cl, " "))
	fmt.Println("e:", e[0], e[1], e[2], e[3], e[4], e[5])
	fmt.Println("qq:", qq[0], qq[1], qq[2])
}
