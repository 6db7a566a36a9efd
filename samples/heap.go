// Heap's algorithm: every order of four runners, each from the last by one swap.
package main

import "fmt"

func permute(runners []string, k int) {
	if k == 1 {
		fmt.Println(runners)
		return
	}
	permute(runners, k-1)
	for i := 0; i < k-1; i++ {
		if k%2 == 0 {
			runners[i], runners[k-1] = runners[k-1], runners[i]
		} else {
			runners[0], runners[k-1] = runners[k-1], runners[0]
		}
		permute(runners, k-1)
	}
}

func main() {
	runners := []string{"Kim", "Lee", "Mo", "Noor"}
	permute(runners, len(runners))
}
