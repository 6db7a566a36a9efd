use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

#[derive(Debug, PartialEq, Eq)]
struct Task {
    cost: u32,
    name: char,
}

impl Ord for Task {
    fn cmp(&self, other: &Self) -> Ordering {
        other.cost.cmp(&self.cost).then(self.name.cmp(&other.name))
    }
}

impl PartialOrd for Task {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

trait Turning {
    fn cells(&mut self) -> &mut Vec<i32>;
    fn step(&self) -> usize {
        1
    }
    fn turn(&mut self) {
        let by = self.step();
        self.cells().rotate_left(by);
    }
}

struct Slow(Vec<i32>);
struct Fast(Vec<i32>);

impl Turning for Slow {
    fn cells(&mut self) -> &mut Vec<i32> {
        &mut self.0
    }
}

impl Turning for Fast {
    fn cells(&mut self) -> &mut Vec<i32> {
        &mut self.0
    }
    fn step(&self) -> usize {
        2
    }
}

fn total(xs: &[i32]) -> i32 {
    match xs {
        [] => 0,
        [only] => *only,
        [first, middle @ .., last] => first * 100 + total(middle) * 10 + last,
    }
}

fn ends(xs: &mut [i32]) {
    if let [first, .., last] = xs {
        std::mem::swap(first, last);
        *first += 1;
    }
}

fn main() {
    let mut heap = BinaryHeap::from(vec![2, 7, 1]);
    heap.push(5);
    heap.push(9);
    let top = *heap.peek().unwrap();
    let mut order = vec![top, heap.len() as i32];
    while let Some(x) = heap.pop() {
        order.push(x);
    }
    let mut least = BinaryHeap::new();
    for (cost, node) in [(4, 'a'), (2, 'c'), (2, 'b')] {
        least.push(Reverse((cost, node)));
    }
    let mut nodes = Vec::new();
    while let Some(Reverse((_, node))) = least.pop() {
        nodes.push(node);
    }
    let mut tasks = BinaryHeap::new();
    tasks.push(Task { cost: 3, name: 'x' });
    tasks.push(Task { cost: 1, name: 'y' });
    tasks.push(Task { cost: 1, name: 'z' });
    while let Some(Task { name, .. }) = tasks.pop() {
        nodes.push(name);
    }
    let kept: BinaryHeap<i32> = order.iter().copied().collect();
    let sorted = kept.into_sorted_vec();
    let mut row = vec![1, 2, 3, 4];
    ends(&mut row);
    let sum = total(&row);
    row.push(sum);
    let [x, y, z] = [7, 8, 9];
    row.push(x * 100 + y * 10 + z);
    let mut pair = [1, 2];
    let [a, b] = pair;
    pair[0] = 5;
    row.push(a + b + pair[0]);
    row.push(((1, 'b') < (1, 'c')) as i32);
    row.push((vec![1, 2] == vec![1, 2]) as i32);
    let mut slow = Slow(vec![1, 2, 3]);
    let mut fast = Fast(vec![1, 2, 3]);
    slow.turn();
    fast.turn();
    let turned = vec![slow.0[0], fast.0[0]];
    let tell = |xs: &Vec<i32>| xs.iter().map(|x| x.to_string()).collect::<Vec<_>>().join(" ");
    println!("order: {}", tell(&order));
    println!("nodes: {}", nodes.iter().map(|x| x.to_string()).collect::<Vec<_>>().join(" "));
    println!("sorted: {}", tell(&sorted));
    println!("row: {}", tell(&row));
    println!("turned: {}", tell(&turned));
}
