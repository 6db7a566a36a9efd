use std::collections::{BTreeMap, HashMap, VecDeque};
use std::fmt;
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Suit { Clubs = 1, Hearts = 5, Spades }
#[derive(Debug, Clone, PartialEq)]
enum Cmd { Push(i32), Pop, Swap { a: usize, b: usize } }
struct Vm { st: Vec<i32>, log: Vec<String> }
impl Vm {
    fn new() -> Self { Self { st: Vec::new(), log: vec![] } }
    fn run(&mut self, c: &Cmd) -> Result<(), String> {
        match c {
            Cmd::Push(n) if *n < 0 => return Err(format!("neg {}", n)),
            Cmd::Push(n) => self.st.push(*n),
            Cmd::Pop => { self.st.pop().ok_or("empty")?; }
            Cmd::Swap { a, b } => self.st.swap(*a, *b),
        }
        Ok(())
    }
}
impl fmt::Display for Vm { fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result { write!(f, "{}", self.st.len()) } }
trait Area { fn area(&self) -> i32; fn twice(&self) -> i32 { self.area() * 2 } }
struct Sq(i32);
impl Area for Sq { fn area(&self) -> i32 { self.0 * self.0 } }
fn apply<F: Fn(i32) -> i32>(f: F, n: i32) -> i32 { f(f(n)) }
fn longest<'a>(a: &'a [i32], b: &'a [i32]) -> &'a [i32] { if a.len() >= b.len() { a } else { b } }
fn main() {
    let mut vm = Vm::new();
    for c in [Cmd::Push(4), Cmd::Push(-1), Cmd::Push(6), Cmd::Push(8), Cmd::Swap { a: 0, b: 2 }, Cmd::Pop].iter() { if vm.run(c).is_err() { vm.st.push(0); } }
    let st = vm.st.clone();
    let areas: Vec<i32> = vec![Box::new(Sq(2)) as Box<dyn Area>, Box::new(Sq(3))].iter().map(|s| s.twice()).collect();
    let k = 3; let ap = apply(|x| x * k + 1, 2);
    let a = [1, 2, 3]; let b = vec![4, 5]; let lg = longest(&a, &b).to_vec();
    let mut dq: VecDeque<i32> = (1..=4).collect(); dq.rotate_left(1); dq.push_front(9); let back = dq.pop_back().unwrap(); dq[1] = back;
    let dqv: Vec<i32> = dq.iter().copied().collect();
    let mut m: BTreeMap<&str, Vec<i32>> = BTreeMap::new(); for (i, w) in "b a b".split(' ').enumerate() { m.entry(w).or_insert(vec![]).push(i as i32); }
    let mut mv: Vec<i32> = m.values().flatten().cloned().collect(); mv.sort_unstable_by(|x, y| y.cmp(x));
    let suits = { let mut s = vec![Suit::Spades, Suit::Clubs, Suit::Hearts]; s.sort(); s.iter().map(|x| *x as i32).collect::<Vec<_>>() };
    let mut grid = vec![vec![0; 3]; 2]; grid[1][2] = 7; let row = grid[1].clone(); grid[0] = row; grid[1].iter_mut().enumerate().for_each(|(i, x)| *x += i as i32);
    let gf: Vec<i32> = grid.iter().flatten().copied().collect();
    let (mut x, mut y) = (10u8, 3u8); (x, y) = (y, x); x = x.wrapping_sub(5); y = y.saturating_sub(20); let nx = [x as i32, y as i32, -7 / 2, -7 % 3, (-7i32).rem_euclid(3)];
    let opt: Option<i32> = st.iter().copied().filter(|v| v % 2 == 0).max(); let o = if let Some(v @ 5..=9) = opt { v } else { -1 };
    let mut counter = 0; let mut inc = || { counter += 2; counter }; inc(); inc(); let cn = counter;
    let ws: Vec<i32> = [1, 2, 3, 4, 5].windows(2).map(|w| w[0] * w[1]).skip_while(|v| *v < 5).collect();
    let lbl = 5;
    let pr = |n: &str, v: &[i32]| println!("{}: {}", n, v.iter().map(|x| x.to_string()).collect::<Vec<_>>().join(" "));
    pr("st", &st); pr("areas", &areas); println!("ap: {}", ap); pr("lg", &lg); pr("dqv", &dqv); pr("mv", &mv); pr("suits", &suits); pr("gf", &gf); pr("nx", &nx); println!("o: {}", o); println!("cn: {}", cn); pr("ws", &ws); println!("lbl: {}", lbl);
}
