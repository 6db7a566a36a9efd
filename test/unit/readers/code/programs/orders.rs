use std::cmp::Ordering;
use std::collections::VecDeque;
#[derive(Clone, Debug)]
struct Card { rank: u8, name: &'static str }
fn bubble(v: &mut [i32]) {
    let n = v.len();
    for i in 0..n {
        for j in 0..n - 1 - i {
            match v[j].cmp(&v[j + 1]) { Ordering::Greater => v.swap(j, j + 1), _ => {} }
        }
    }
}
fn main() {
    let mut v = vec![3, 1, 2, 5, 4];
    bubble(&mut v);
    v.sort_by(|a, b| b.cmp(a));
    v.sort_unstable_by(|a, b| a.partial_cmp(b).unwrap());
    v.sort_by(|a, b| a.cmp(b).reverse());
    let (a, b) = v.split_at_mut(2);
    std::mem::swap(&mut a[0], &mut b[1]);
    a.swap(0, 1);
    if let Some(x) = v.last_mut() { *x = 9; }
    *v.first_mut().unwrap() = 7;
    let mut cs = [Card { rank: 2, name: "two" }, Card { rank: 1, name: "one" }];
    cs.sort_by_key(|c| c.rank);
    cs.sort_by(|a, b| b.rank.cmp(&a.rank));
    let mut d: VecDeque<i32> = VecDeque::from(vec![1, 2, 3]);
    while let Some(x) = d.pop_front() { if x == 2 { d.push_back(8); break; } d.push_back(x); }
    println!("{:?} {} {:?}", v, cs[0].name, d);
}
