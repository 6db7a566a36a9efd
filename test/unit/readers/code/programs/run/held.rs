// Variants that hold something, structures whose values have places, and what is equal to what.
#[derive(Debug, Clone, PartialEq)]
enum Op {
    Push(i32),
    Pair(i32, i32),
    Turn { from: usize, to: usize },
    Drop,
}

impl Op {
    fn size(&self) -> usize {
        match self {
            Op::Push(_) => 1,
            Self::Pair(..) => 2,
            Op::Turn { from, .. } if *from == 0 => 10,
            Op::Turn { .. } => 11,
            Op::Drop => 0,
        }
    }
    fn grow(&mut self) {
        match self {
            Op::Push(n) => *n += 10,
            Op::Pair(_, second) => {
                *second *= 2;
            }
            Op::Turn { to, .. } => *to = 3,
            _ => {}
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
struct Meters(i32, i32);

impl Meters {
    fn sum(&self) -> i32 {
        self.0 + self.1
    }
}

enum Tree {
    Leaf,
    Node(Box<Tree>, i32, Box<Tree>),
}

impl Tree {
    fn with(self, x: i32) -> Tree {
        match self {
            Tree::Leaf => Tree::Node(Box::new(Tree::Leaf), x, Box::new(Tree::Leaf)),
            Tree::Node(left, y, right) => {
                if x < y {
                    Tree::Node(Box::new(left.with(x)), y, right)
                } else {
                    Tree::Node(left, y, Box::new(right.with(x)))
                }
            }
        }
    }
    fn walk(&self, out: &mut Vec<i32>) {
        if let Tree::Node(left, x, right) = self {
            left.walk(out);
            out.push(*x);
            right.walk(out);
        }
    }
}

enum List {
    Cons(i32, Box<List>),
    Nil,
}

use List::{Cons, Nil};

fn total(list: &List) -> i32 {
    match *list {
        Cons(x, ref rest) => x + total(rest),
        Nil => 0,
    }
}

fn apply(row: &mut Vec<i32>, ops: &[Op]) {
    for op in ops {
        match op {
            Op::Push(n) => row.push(*n),
            Op::Pair(a, b) => {
                row.push(*a);
                row.push(*b);
            }
            &Op::Turn { from, to } => row.swap(from, to),
            Op::Drop => {
                row.pop();
            }
        }
    }
}

fn main() {
    let mut ops = vec![Op::Push(4), Op::Pair(5, 6), Op::Turn { from: 0, to: 2 }, Op::Drop];
    let mut row = vec![1, 2];
    apply(&mut row, &ops);
    for op in ops.iter_mut() {
        op.grow();
    }
    let copy = ops[0].clone();
    ops[0].grow();
    apply(&mut row, &ops);
    let mut sizes = vec![0; 4];
    for (i, op) in ops.iter().enumerate() {
        sizes[i] = op.size();
    }
    let same = vec![
        (copy == ops[0]) as i32,
        (copy == Op::Push(14)) as i32,
        (ops[3] == Op::Drop) as i32,
        (ops[1] != Op::Pair(5, 12)) as i32,
    ];
    let mut length = Meters(3, 4);
    let old = length;
    length.0 = 7;
    let Meters(a, b) = length;
    let meters = vec![old.sum(), length.sum(), a, b, (old == length) as i32];
    let mut tree = Tree::Leaf;
    for &x in &[3, 1, 2, 5] {
        tree = tree.with(x);
    }
    let mut walked = Vec::new();
    tree.walk(&mut walked);
    let list = Cons(1, Box::new(Cons(2, Box::new(Nil))));
    let sum = vec![total(&list), total(&Nil)];
    let show = |v: &Vec<i32>| v.iter().map(|x| x.to_string()).collect::<Vec<_>>().join(" ");
    println!("row: {}", show(&row));
    println!("sizes: {}", sizes.iter().map(|x| x.to_string()).collect::<Vec<_>>().join(" "));
    println!("same: {}", show(&same));
    println!("meters: {}", show(&meters));
    println!("walked: {}", show(&walked));
    println!("sum: {}", show(&sum));
}
