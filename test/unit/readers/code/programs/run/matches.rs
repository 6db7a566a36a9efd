use std::cmp::{max, min};
use std::mem;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Lamp { Off, Low, High }

fn next(lamp: Lamp) -> Lamp {
    match lamp {
        Lamp::Off => Lamp::Low,
        Lamp::Low => Lamp::High,
        Lamp::High => Lamp::Off,
    }
}

struct Node<T> { value: T, left: Option<Box<Node<T>>>, right: Option<Box<Node<T>>> }

impl<T: Ord + Copy> Node<T> {
    fn new(value: T) -> Self { Node { value, left: None, right: None } }
    fn insert(root: Option<Box<Node<T>>>, value: T) -> Box<Node<T>> {
        match root {
            None => Box::new(Node::new(value)),
            Some(mut node) => {
                if value <= node.value { node.left = Some(Self::insert(node.left.take(), value)); }
                else { node.right = Some(Self::insert(node.right.take(), value)); }
                node
            }
        }
    }
    fn walk(root: &Option<Box<Node<T>>>, out: &mut Vec<T>) {
        if let Some(node) = root {
            Self::walk(&node.left, out);
            out.push(node.value);
            Self::walk(&node.right, out);
        }
    }
}

fn smaller(a: &Option<i32>, b: &Option<i32>) -> Option<i32> {
    match (a, b) {
        (Some(x), Some(y)) => Some(if x <= y { *x } else { *y }),
        (Some(x), None) | (None, Some(x)) if *x > 100 => Some(*x),
        (Some(x), None) => Some(*x),
        (None, other) => *other,
    }
}

fn kind(n: i32) -> i32 {
    match n {
        i32::MIN..=-1 => 0,
        0 => 1,
        x @ 1..=9 => x * 10,
        x if x % 2 == 0 => 2,
        _ => 3,
    }
}

fn first_even(v: &[i32]) -> i32 {
    let Some(&x) = v.iter().find(|x| **x % 2 == 0) else { return -1 };
    x
}

fn largest(v: &[u64]) -> usize {
    let top = match v.iter().max() {
        Some(&x) => x as usize,
        None => return 99,
    };
    top + 1
}

fn halves(arr: &mut [i32], middle: usize) {
    let left = arr[..middle].to_vec();
    let right = arr[middle..].to_vec();
    let (mut l, mut r) = (0, 0);
    for v in arr {
        if r == right.len() || (l < left.len() && left[l] < right[r]) { *v = left[l]; l += 1; }
        else { *v = right[r]; r += 1; }
    }
}

fn merged(left: Vec<i32>, right: Vec<i32>) -> Vec<i32> {
    let mut out = Vec::with_capacity(left.len() + right.len());
    let (mut left, mut right) = (left.into_iter().peekable(), right.into_iter().peekable());
    loop {
        match (left.peek(), right.peek()) {
            (Some(l), Some(r)) => { if l <= r { out.push(left.next().unwrap()); } else { out.push(right.next().unwrap()); } }
            (Some(_), None) => { out.extend(left); break; }
            (None, Some(_)) => { out.extend(right); break; }
            (None, None) => break,
        }
    }
    out
}

fn show<T: std::fmt::Display>(name: &str, v: &[T]) {
    print!("{}:", name);
    for x in v { print!(" {}", x); }
    println!();
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn works() { assert!(unknown!(1)); }
}

fn main() {
    let mut lamps = [Lamp::Off, Lamp::High, Lamp::Low];
    lamps[0] = next(lamps[0]);
    lamps[1] = next(lamps[1]);
    lamps.swap(0, 2);
    let shown: Vec<i32> = lamps.iter().map(|l| match l { Lamp::Off => 0, Lamp::Low => 1, Lamp::High => 2 }).collect();
    let mut root = None;
    for x in [4, 2, 5, 1, 3] { root = Some(Node::insert(root, x)); }
    let mut tree = Vec::new();
    Node::walk(&root, &mut tree);
    let options = [Some(3), Some(1), None];
    let picked = vec![smaller(&options[0], &options[1]).unwrap(), smaller(&options[2], &options[0]).unwrap_or(7),
        smaller(&options[2], &options[2]).unwrap_or(8), smaller(&options[0], &options[2]).map(|x| x + 1).unwrap()];
    let kinds = vec![kind(-5), kind(0), kind(7), kind(12), kind(13)];
    let found = vec![first_even(&[3, 6, 8]), first_even(&[1, 3])];
    let tops = vec![largest(&[4, 9, 2]), largest(&[])];
    let mut both = vec![2, 4, 9, 1, 3];
    halves(&mut both, 3);
    let joined = merged(vec![1, 4, 6], vec![2, 3, 9]);
    let row = [3, 1, 4, 1, 5, 4];
    let low = row.iter().enumerate().min_by_key(|&(_, x)| x).map(|(i, _)| i).unwrap();
    let high = row.iter().enumerate().max_by_key(|(_, x)| **x).map(|(i, _)| i).unwrap();
    let lastmost = row[..4].iter().enumerate().min_by(|a, b| a.1.cmp(b.1)).unwrap().0;
    let places = vec![low, high, lastmost, row.iter().position(|&x| x == 4).unwrap()];
    let sums: Vec<i32> = row.chunks(4).map(|c| c.iter().sum()).collect();
    let odd: Vec<i32> = row.iter().filter(|x| **x % 2 == 1).cloned().collect();
    let wide: Vec<i32> = row.windows(2).map(|w| w[1] - w[0]).collect();
    let mut count = 0;
    (0..4).for_each(|i| count += i);
    let bytes = vec![250u8.wrapping_add(10), 250u8.saturating_add(10), 3u8.saturating_sub(5), 5u8.checked_sub(6).unwrap_or(77)];
    let numbers = vec![min(3, 2), max(3, 2), 7.clamp(0, 5), (7.9_f64 / 2.0).floor() as i32, 2_i32.pow(5), (-7_i32).rem_euclid(3), count];
    let mut keep = vec![1, 2, 3, 4, 5, 6];
    keep.retain(|x| x % 3 != 0);
    let old = mem::replace(&mut keep, vec![9]);
    let taken = mem::take(&mut keep);
    keep.extend(old.iter().rev());
    show("shown", &shown);
    show("tree", &tree);
    show("picked", &picked);
    show("kinds", &kinds);
    show("found", &found);
    show("tops", &tops);
    show("both", &both);
    show("joined", &joined);
    show("places", &places);
    show("sums", &sums);
    show("odd", &odd);
    show("wide", &wide);
    show("bytes", &bytes);
    show("numbers", &numbers);
    show("taken", &taken);
    show("keep", &keep);
}
