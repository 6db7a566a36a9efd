use std::collections::{HashMap, HashSet, VecDeque, BTreeMap};
use std::fmt;
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Suit { Hearts, Spades }
#[derive(Debug, Clone, PartialEq)]
struct P<T> { x: T, y: T }
impl<T: std::ops::Add<Output = T> + Copy> P<T> { fn sum(&self) -> T { self.x + self.y } fn new(x: T, y: T) -> Self { P { x, y } } }
impl<T: fmt::Display> fmt::Display for P<T> { fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result { write!(f, "({}, {})", self.x, self.y) } }
impl std::ops::Add for P<i32> { type Output = P<i32>; fn add(self, o: P<i32>) -> P<i32> { P::new(self.x + o.x, self.y + o.y) } }
#[derive(Debug)]
enum Tree { Leaf, Node(Box<Tree>, i32, Box<Tree>) }
impl Tree {
    fn insert(self, v: i32) -> Tree { match self { Tree::Leaf => Tree::Node(Box::new(Tree::Leaf), v, Box::new(Tree::Leaf)),
        Tree::Node(l, x, r) => if v < x { Tree::Node(Box::new(l.insert(v)), x, r) } else { Tree::Node(l, x, Box::new(r.insert(v))) } } }
    fn walk(&self, out: &mut Vec<i32>) { if let Tree::Node(l, x, r) = self { l.walk(out); out.push(*x); r.walk(out); } }
}
fn parse(s: &str) -> Result<i32, String> { s.parse::<i32>().map_err(|e| format!("bad {}", s)) }
fn both(a: &str, b: &str) -> Result<i32, String> { let x = parse(a)?; let y = parse(b)?; Ok(x + y) }
fn main() {
    let mut a: Vec<i32> = Vec::new();
    let p = P::new(1, 2) + P::new(3, 4); a.push(p.sum());
    let mut t = Tree::Leaf; for v in [3, 1, 2] { t = t.insert(v); } t.walk(&mut a);
    a.push(both("4", "5").unwrap_or(-1)); a.push(both("4", "x").unwrap_or(-1));
    match both("a", "1") { Ok(v) => a.push(v), Err(_) => a.push(50) }
    let mut q = VecDeque::from(vec![1, 2, 3]); q.rotate_left(1); while let Some(x) = q.pop_front() { a.push(x); }
    let words = "the cat the dog"; let mut m: HashMap<&str, i32> = HashMap::new();
    for w in words.split_whitespace() { *m.entry(w).or_insert(0) += 1; }
    a.push(m["the"]);
    let (ev, od): (Vec<i32>, Vec<i32>) = (1..6).partition(|x| x % 2 == 0); a.extend(ev.iter().zip(od.iter()).map(|(x, y)| x * y));
    a.push([1, 2, 3, 4].windows(2).map(|w| w[1] - w[0]).max().unwrap());
    a.push((1..=4).flat_map(|x| (0..x)).filter(|x| *x > 0).count() as i32);
    
    
    let s = [1, 2, 3, 4, 5]; if let [f, .., l] = s { a.push(f + l); } if let [x, y, rest @ ..] = &s[..] { a.push(rest.len() as i32); }
    a.push(Suit::Spades as i32); if Suit::Hearts < Suit::Spades { a.push(8); }
    let v2: Vec<i32> = a.iter().skip_while(|x| **x < 10).take_while(|x| **x > 0).cloned().collect(); a.push(v2.len() as i32);
    let mut arr = [[0; 3]; 2]; arr[1][2] = 4; for row in arr.iter_mut() { for c in row.iter_mut() { *c += 1; } } a.push(arr[1][2]);
    let mx = a.iter().enumerate().max_by(|x, y| x.1.cmp(y.1)).map(|(i, _)| i); a.push(mx.unwrap() as i32);
    a.dedup(); a.sort_unstable(); 
    a.chunks_mut(2).for_each(|c| c.reverse());
    println!("a: {}", a.iter().map(|x| x.to_string()).collect::<Vec<_>>().join(" "));
}
