#[derive(Clone, Copy)] struct P { x: i32, y: i32 }
struct D { v: Vec<i32> }
impl D { fn turn(&mut self) -> i32 { let t = self.v.remove(0); self.v.push(t); if t > 1 { return 9; } t } }
fn main() {
    let mut a = [1, 2, 3]; let b0 = a; a[0] = 9; let mut p = P { x: 1, y: 2 }; let q = p; p.x = 7;
    let mut d = D { v: vec![1, 2, 3] }; let r1 = d.turn(); let r2 = d.turn();
    let mut c = 0; let mut inc = || { c += 1; c }; inc(); inc();
    let x = 5; let x = { let x = x + 1; x * 2 }; for i in a { a[0] += i; }
    let mut v = vec![b0[0], q.x, p.x, r1, r2, c, x];
    if let Some(l) = v.pop() { v.insert(0, l); } while let Some(z) = v.pop() { if z < 5 { v.push(z); break; } }
    let w; match v[0] { 1 | 2 => { w = 10; } 12 => { w = 20; } _ => { w = 30; } } v.push(w);
    let s = &mut v[1..3]; s.swap(0, 1); let (mut m, n) = (d.v[0], d.v[2]); m += n; std::mem::swap(&mut v[0], &mut m);
    print!("a:"); for i in a.iter() { print!(" {}", i); } println!();
    print!("v:"); for i in v.iter() { print!(" {}", i); } println!();
}
