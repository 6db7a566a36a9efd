use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::ops::{Index, IndexMut};
use std::rc::Rc;
type Link = Option<Rc<RefCell<Node>>>;
struct Node { val: i32, next: Link }
struct Queue { head: Link, tail: Link, len: usize }
impl Queue {
    fn new() -> Self { Queue { head: None, tail: None, len: 0 } }
    fn push(&mut self, val: i32) {
        let node = Rc::new(RefCell::new(Node { val, next: None }));
        match self.tail.take() {
            Some(old) => { old.borrow_mut().next = Some(node.clone()); }
            None => { self.head = Some(node.clone()); }
        }
        self.tail = Some(node);
        self.len += 1;
    }
    fn pop(&mut self) -> Option<i32> {
        self.head.take().map(|n| {
            match n.borrow_mut().next.take() {
                Some(next) => { self.head = Some(next); }
                None => { self.tail = None; }
            }
            self.len -= 1;
            let v = n.borrow().val;
            v
        })
    }
    fn sum(&self) -> i32 {
        let mut t = 0;
        let mut cur = self.head.clone();
        while let Some(n) = cur { t += n.borrow().val; cur = n.borrow().next.clone(); }
        t
    }
}
#[derive(Clone, Debug)]
struct Shared { log: Rc<RefCell<Vec<i32>>>, own: Vec<i32>, hits: Cell<i32> }
impl Shared { fn hit(&self, x: i32) { self.log.borrow_mut().push(x); self.hits.set(self.hits.get() + 1); } }
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Config { size: usize, name: String, ratio: f64, on: bool, items: Vec<i32>, best: Option<i32>, inner: Inner }
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Inner { k: i32 }
struct Grid { w: usize, cells: Vec<i32> }
impl Index<usize> for Grid { type Output = [i32]; fn index(&self, r: usize) -> &[i32] { &self.cells[r * self.w..(r + 1) * self.w] } }
impl IndexMut<usize> for Grid { fn index_mut(&mut self, r: usize) -> &mut [i32] { &mut self.cells[r * self.w..(r + 1) * self.w] } }
struct Deck { cards: Vec<u8> }
impl Index<&str> for Deck { type Output = u8; fn index(&self, k: &str) -> &u8 { match k { "top" => &self.cards[0], _ => &self.cards[1] } } }
struct Collatz { n: u64 }
impl Iterator for Collatz { type Item = u64; fn next(&mut self) -> Option<u64> { if self.n == 1 { return None; } self.n = if self.n % 2 == 0 { self.n / 2 } else { 3 * self.n + 1 }; Some(self.n) } }
struct Steps<'a> { of: &'a [i32], at: usize }
impl<'a> Iterator for Steps<'a> { type Item = &'a i32; fn next(&mut self) -> Option<&'a i32> { let r = self.of.get(self.at); self.at += 2; r } }
struct Bag { items: Vec<i32> }
impl IntoIterator for Bag { type Item = i32; type IntoIter = std::vec::IntoIter<i32>; fn into_iter(self) -> Self::IntoIter { self.items.into_iter() } }
struct Nat { n: u32 }
impl Iterator for Nat { type Item = u32; fn next(&mut self) -> Option<u32> { self.n += 1; Some(self.n) } }
struct Counter { counts: RefCell<HashMap<i32, i32>> }
impl Counter { fn add(&self, k: i32) -> i32 { let mut c = self.counts.borrow_mut(); let e = c.entry(k).or_insert(0); *e += 1; *e } }
fn main() {
    let mut q = Queue::new();
    for x in [4, 7, 1] { q.push(x); }
    let mut a = vec![q.sum()];
    a.push(q.pop().unwrap());
    q.push(9);
    while let Some(x) = q.pop() { a.push(x); }
    a.push(q.len as i32);
    a.swap(0, 1);
    let s = Shared { log: Rc::new(RefCell::new(vec![])), own: vec![1], hits: Cell::new(0) };
    let mut t = s.clone();
    t.own.push(5);
    s.hit(3);
    t.hit(8);
    let mut b = s.log.borrow().clone();
    b.push(s.own.len() as i32);
    b.push(t.own.len() as i32);
    b.push(s.hits.get());
    b.push(t.hits.get());
    s.log.borrow_mut().push(100);
    b.push(t.log.borrow().len() as i32);
    b.push(Rc::ptr_eq(&s.log, &t.log) as i32);
    b.swap(0, 1);
    let mut c = Config::default();
    c.items.push(c.size as i32);
    c.items.push(c.inner.k);
    c.items.push(c.best.unwrap_or(7));
    c.items.push(if c == Config::default() { 1 } else { 0 });
    let mut d = c.items.clone();
    d.swap(0, 2);
    let mut g = Grid { w: 2, cells: vec![1, 2, 3, 4] };
    g[1][0] = 9;
    let r = g[0][1];
    g[0][0] += r;
    g[1].swap(0, 1);
    let mut e = g.cells.clone();
    e.swap(0, 3);
    let deck = Deck { cards: vec![11, 12] };
    let mut f = vec![deck["low"], deck["top"]];
    f.swap(0, 1);
    let mut h: Vec<u64> = Collatz { n: 6 }.collect();
    h.reverse();
    let most = Collatz { n: 6 }.max().unwrap();
    h.push(most);
    let mut i: Vec<i32> = Steps { of: &[1, 2, 3, 4, 5], at: 0 }.map(|x| x * 10).collect();
    i.push(Steps { of: &[1, 2, 3], at: 1 }.sum::<i32>());
    i.swap(0, 1);
    let mut j: Vec<i32> = Vec::new();
    for x in (Bag { items: vec![3, 2, 1] }) { j.push(x); }
    j.swap(0, 1);
    let mut nat = Nat { n: 0 };
    let mut k: Vec<u32> = nat.by_ref().take(3).collect();
    k.push(nat.next().unwrap());
    k.push(nat.find(|x| x % 5 == 0).unwrap());
    k.extend(Nat { n: 10 }.take_while(|x| *x < 13));
    k.swap(0, 1);
    let counter = Counter { counts: RefCell::new(HashMap::new()) };
    let mut l = vec![counter.add(1), counter.add(2), counter.add(1)];
    l.swap(0, 2);
    let x = Rc::new(5);
    let y = Rc::clone(&x);
    let cell = Rc::new(Cell::new(*x + *y));
    let other = cell.clone();
    other.set(other.get() * 2);
    let num = RefCell::new(1);
    *num.borrow_mut() += 4;
    let old = num.replace(50);
    let mut m = vec![cell.get(), old, num.into_inner()];
    m.swap(0, 2);
    println!("a: {}", a.iter().map(|x| x.to_string()).collect::<Vec<_>>().join(" "));
    println!("b: {}", b.iter().map(|x| x.to_string()).collect::<Vec<_>>().join(" "));
    println!("d: {}", d.iter().map(|x| x.to_string()).collect::<Vec<_>>().join(" "));
    println!("e: {}", e.iter().map(|x| x.to_string()).collect::<Vec<_>>().join(" "));
    println!("f: {}", f.iter().map(|x| x.to_string()).collect::<Vec<_>>().join(" "));
    println!("h: {}", h.iter().map(|x| x.to_string()).collect::<Vec<_>>().join(" "));
    println!("i: {}", i.iter().map(|x| x.to_string()).collect::<Vec<_>>().join(" "));
    println!("j: {}", j.iter().map(|x| x.to_string()).collect::<Vec<_>>().join(" "));
    println!("k: {}", k.iter().map(|x| x.to_string()).collect::<Vec<_>>().join(" "));
    println!("l: {}", l.iter().map(|x| x.to_string()).collect::<Vec<_>>().join(" "));
    println!("m: {}", m.iter().map(|x| x.to_string()).collect::<Vec<_>>().join(" "));
}
