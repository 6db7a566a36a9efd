use std::ops::{Add, AddAssign, Mul, Neg, Sub};
#[derive(Debug, Clone, Copy, PartialEq)]
struct P<T> { x: T, y: T }
impl<T: Add<Output = T> + Copy> P<T> { fn sum(&self) -> T { self.x + self.y } fn new(x: T, y: T) -> Self { P { x, y } } fn moved(mut self, d: T) -> Self { self.x = self.x + d; self } }
impl<T: Add<Output = T>> Add for P<T> { type Output = Self; fn add(self, o: Self) -> Self::Output { P { x: self.x + o.x, y: self.y + o.y } } }
impl Sub for P<i32> { type Output = P<i32>; fn sub(self, o: P<i32>) -> P<i32> { P::new(self.x - o.x, self.y - o.y) } }
impl Mul<i32> for P<i32> { type Output = P<i32>; fn mul(mut self, k: i32) -> P<i32> { self.x *= k; self.y *= k; self } }
impl Neg for P<i32> { type Output = P<i32>; fn neg(self) -> P<i32> { P { x: -self.x, y: -self.y } } }
impl AddAssign for P<i32> { fn add_assign(&mut self, o: P<i32>) { self.x += o.x; self.y += o.y; } }
fn main() {
    let mut a: Vec<i32> = Vec::new();
    let p = P::new(1, 2); let q = p + P::new(3, 4); a.push(q.sum());
    let r = (q - p) * 2; a.push(r.x); a.push((-r).y); a.push(q.x);
    let mut s = p; s += q; a.push(s.x); a.push(p.x);
    let t = p.moved(10); a.push(t.x); a.push(p.x);
    a.swap(0, 1);
    println!("a: {}", a.iter().map(|x| x.to_string()).collect::<Vec<_>>().join(" "));
}
