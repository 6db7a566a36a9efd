

trait Shape { fn area(&self) -> i32; fn twice(&self) -> i32 { 2 * self.area() } }
struct Sq(i32);
struct Rect { w: i32, h: i32 }
impl Shape for Sq { fn area(&self) -> i32 { self.0 * self.0 } }
impl Shape for Rect { fn area(&self) -> i32 { self.w * self.h } fn twice(&self) -> i32 { -1 } }
fn total(shapes: &[Box<dyn Shape>]) -> i32 { shapes.iter().map(|s| s.area()).sum() }
fn show<T: Shape>(s: &T) -> i32 { s.twice() }
fn evens(v: &[i32]) -> impl Iterator<Item = i32> + '_ { v.iter().copied().filter(|x| x % 2 == 0) }
fn adder(n: i32) -> impl Fn(i32) -> i32 { move |x| x + n }
fn boxed(n: i32) -> Box<dyn Fn(i32) -> i32> { Box::new(move |x| x * n) }
fn main() {
    let mut a = vec![];
    a.push(total(&[Box::new(Sq(3)), Box::new(Rect { w: 2, h: 4 })]));
    a.push(show(&Sq(2))); a.push(show(&Rect { w: 1, h: 1 }));
    a.extend(evens(&[1, 2, 3, 4]));
    a.push(adder(3)(4)); a.push(boxed(3)(4));
    if matches!(a.first(), Some(&x) if x > 3) { a.push(77); }
    println!("a: {}", a.iter().map(|x| x.to_string()).collect::<Vec<_>>().join(" "));
}
