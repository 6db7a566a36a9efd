#[derive(Debug, Clone, Copy, PartialEq)]
enum S { A, B(i32), C { n: i32 } }
fn first(v: &[i32]) -> Option<i32> { v.first().copied() }
fn get(n: i32) -> Result<i32, String> { if n > 2 { Err(format!("no {}", n)) } else { Ok(n) } }
fn both(a: i32, b: i32) -> Result<i32, String> { Ok(get(a)? + get(b).map_err(|e| e)?) }
fn main() {
    let mut a = vec![3, 1, 2];
    for s in [S::A, S::B(5), S::C { n: 7 }] { if matches!(s, S::B(x) if x > 3) || matches!(s, S::C { n: 7 }) { a.push(9); } }
    if matches!(first(&a), Some(3)) { a.swap(0, 1); }
    a.push(matches!(a[0], 1 | 4) as i32);
    let (ev, od): (Vec<i32>, Vec<i32>) = (1..6).partition(|x| x % 2 == 0); a.extend(ev); a.extend(od);
    let (p, q): (Vec<i32>, Vec<char>) = vec![(1, 'a'), (2, 'b')].into_iter().unzip(); a.push(p[1] + q.len() as i32);
    a.push((1..=4).reduce(|x, y| x * y).unwrap());
    a.push(first(&[]).ok_or("none").unwrap_or(-1)); a.push(both(1, 2).unwrap_or(-5)); a.push(both(1, 3).unwrap_or(-6));
    a.push(Some(4).filter(|x| x % 2 == 1).unwrap_or(8));
    a.extend([1, 2, -1, 3].iter().map_while(|x| if *x > 0 { Some(x * 2) } else { None }));
    let mut w = vec![(2, 'x'), (1, 'y')]; w.sort_unstable_by_key(|t| t.0); a.push(w[0].0);
    println!("a: {}", a.iter().map(|x| x.to_string()).collect::<Vec<_>>().join(" "));
}
