package main

import (
	"errors"
	"fmt"
)

var errFunds = errors.New("insufficient funds")

type Row struct {
	cells []int
	moves int
}

func (r *Row) Swap(i, j int) {
	r.cells[i], r.cells[j] = r.cells[j], r.cells[i]
	r.moves++
}

func (r Row) First() int { return r.cells[0] }

type Named struct {
	name  string
	moves int
}

type Board struct {
	*Row
	Named
	turns int
}

func (b *Board) Turn() {
	b.Swap(0, 2)
	b.turns++
}

type Game struct {
	Board
	turns int
}

type Account struct {
	owner   string
	balance int
}

func (a *Account) withdraw(n int) error {
	if n > a.balance {
		return fmt.Errorf("%s has %d: %w", a.owner, a.balance, errFunds)
	}
	if n == 0 {
		return errFunds
	}
	a.balance -= n
	return nil
}

func main() {
	row := &Row{cells: []int{1, 2, 3}}
	game := Game{Board: Board{Row: row, Named: Named{name: "x", moves: 7}}}
	game.Turn()
	game.Swap(0, 1)
	game.turns += 5
	game.cells[2]++
	cells := append([]int{}, row.cells...)
	counts := []int{game.turns, game.Board.turns, game.Row.moves, game.Named.moves, game.First()}
	fmt.Println("cells:", cells[0], cells[1], cells[2])
	fmt.Println("counts:", counts[0], counts[1], counts[2], counts[3], counts[4])

	ann := &Account{"ann", 10}
	told := []int{}
	for _, n := range []int{3, 20, 0} {
		err := ann.withdraw(n)
		switch {
		case err == nil:
			told = append(told, ann.balance)
		case err == errFunds:
			told = append(told, -1)
		default:
			told = append(told, -2)
		}
	}
	if errFunds.Error() == "insufficient funds" {
		told = append(told, 1)
	}
	fmt.Println("told:", told[0], told[1], told[2], told[3])
}
