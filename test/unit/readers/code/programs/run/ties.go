package main
import ("fmt"; "sort")
func main() { a := []int{2, 1, 2, 3, 1}; sort.Ints(a); b := []int{2, 1, 2}; sort.Slice(b, func(i, j int) bool { return b[i] < b[j] }); fmt.Println("a:", a[0], a[1], a[2], a[3], a[4]); fmt.Println("b:", b[0], b[1], b[2]) }
