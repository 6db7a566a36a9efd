package main

import "fmt"

func main() {
	s := "hello, wörld"
	var counts [26]int
	for i := 0; i < len(s); i++ {
		if s[i] >= 'a' && s[i] <= 'z' {
			counts[s[i]-'a']++
		}
	}
	runes := 0
	last := 0
	for i, r := range s {
		if r > 127 {
			runes += int(r)
			last = i
		}
	}
	n := 0
	for _, c := range "427" {
		n = n*10 + int(c-'0')
	}
	row := []int{1, 2, 3, 4}
	for _, c := range []byte("cab") {
		row[c-'a'], row[3] = row[3], row[c-'a']
	}
	b := []byte("abc")
	b[0], b[2] = b[2], b[0]
	t := string(b) + string('x') + s[:5]
	rs := []rune(s)
	out := []int{n, counts['l'-'a'], counts[14], runes, last, len(s), len(rs), int(s[1]), int(b[0] - 'a'), int('z' - s[0])}
	seen := map[byte]bool{}
	seen[s[0]] = true
	m := map[rune]int{}
	for _, c := range "abca" {
		m[c]++
	}
	out = append(out, m['a'], m['z'], len(seen))
	w := s[7:]
	tab := [][]int{{1, 0}, {0, 1}}
	state := 0
	for _, c := range "0110" {
		state = tab[state][c-'0']
	}
	deep := map[string]map[string]int{"a": {"x": 1}}
	out = append(out, deep["a"]["x"], deep["b"]["x"], len(deep["q"]), state)
	v, ok := deep["c"]["y"]
	if !ok && v == 0 {
		out = append(out, 5)
	}
	out[0], out[1] = out[1], out[0]
	fmt.Print("row")
	for _, x := range row {
		fmt.Print(" ", x)
	}
	fmt.Print("\nout:")
	for _, x := range out {
		fmt.Print(" ", x)
	}
	fmt.Println()
	fmt.Println("t:", t)
	fmt.Println("w", w)
}
