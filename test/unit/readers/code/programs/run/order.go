package main
import "fmt"
type P struct { x, y int }
func turn(r []int, by int) []int { r[0], r[by] = r[by], r[0]; return r }
func two() (int, int) { return 1, 2 }
func main() {
	a := []int{1,2,3,4,5}
	i, j := 0, 4
	i, j, a[i], a[j] = i+1, j-1, a[j], a[i]
	i, a[i] = 2, 10
	b := []int{0,0,0,0}
	k := 0
	next := func() int { k++; return k - 1 }
	b[next()] = next() + 5
	b[next()], b[next()] = next(), next()
	c := []int{1,2,3}
	d := c
	d, d[0] = []int{7,8,9}, 5
	p, q := &c[1], &c[2]
	*p, *q = *q, *p
	p, *p = q, 40
	var e []int = turn([]int{4,5,6}, 2)
	f := []int{9,9,9}
	n := 0
	n, f[n] = two()
	s := P{1, 2}
	t := &s
	t, t.x = &P{5,6}, 9
	g := []int{s.x, s.y, t.x, t.y}
	h := [3]int{1,2,3}
	h, h[0] = [3]int{4,5,6}, 7
	u := [3]int{1,2,3}
	for i, x := range u { u[(i+1)%3] = x }
	v := []int{1,2,3}
	for i, x := range v { v[(i+1)%3] = x }
	w := [3]int{1,2,3}
	for i, x := range &w { w[(i+1)%3] = x }
	z := []int{1,2,3}
	for i, x := range z { z = append(z, x*10); z[i] += 1 }
	y := [3]int{5,6,7}
	for i := range y { y[i], y[0] = y[0], y[i] }
	fmt.Println("a:", a[0],a[1],a[2],a[3],a[4])
	fmt.Println("b:", b[0],b[1],b[2],b[3])
	fmt.Println("c:", c[0],c[1],c[2])
	fmt.Println("d:", d[0],d[1],d[2])
	fmt.Println("e:", e[0],e[1],e[2])
	fmt.Println("f:", f[0],f[1],f[2])
	fmt.Println("g:", g[0],g[1],g[2],g[3])
	fmt.Println("h:", h[0],h[1],h[2])
	fmt.Println("u:", u[0],u[1],u[2])
	fmt.Println("v:", v[0],v[1],v[2])
	fmt.Println("w:", w[0],w[1],w[2])
	fmt.Println("y:", y[0],y[1],y[2])
	fmt.Println("z:", z[0],z[1],z[2],z[3],z[4],z[5])
	_, _ = p, n
}
