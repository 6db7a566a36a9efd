fn one() -> u8 { 1 }
fn low(x: i32) -> i8 { x as i8 }
fn all() -> i64 { 3 }
struct P { n: u8 }
impl P {
    fn next(&mut self) -> u8 { self.n += 50; self.n }
}
fn main() {
    let mut r = [0i64; 5];
    r[0] = (one() as i8 - 2) as i64;
    r[1] = low(300) as i64;
    r[2] = all() * 2147483647;
    let mut p = P { n: 100 };
    r[3] = p.next() as i64;
    let f = |x: i32| -> u8 { x as u8 };
    r[4] = f(300) as i64;
    println!("r: {} {} {} {} {}", r[0], r[1], r[2], r[3], r[4]);
}
