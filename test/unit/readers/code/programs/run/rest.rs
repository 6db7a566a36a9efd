#[derive(Clone, Copy)]
struct P { x: i64, y: i64 }
fn pr(n: &str, v: &[i64]) { print!("{}:", n); for x in v { print!(" {}", x); } println!(); }
fn main() {
let mut ps = [P { x: 1, y: 2 }, P { x: 3, y: 4 }]; let q = ps[0]; ps[0].x = 9; let P { x, y } = ps[1]; ps[1] = P { x: y, ..q }; let mut r = vec![ps[0].x, ps[0].y, ps[1].x, ps[1].y, q.x, x]; r.swap(0, 5); pr("r", &r);
}
