fn turn(mut r: Vec<i32>, by: usize) -> Vec<i32> { let t = r[0]; r[0] = r[by]; r[by] = t; r }
fn main() {
    let mut a = [1,2,3,4,5]; let mut i = 0usize;
    a[{ i += 1; i }] = { i += 1; 10 };
    a[i] = { i = 0; 20 };
    let mut x = 5; x += { x = 7; 1 };
    let (mut p, mut q) = (1, 2);
    (p, q) = (q, p);
    (a[i], i) = (30, 3);
    let b = [x, p, q, i as i32];
    let c = turn(vec![4,5,6], 2);
    println!("a: {} {} {} {} {}", a[0], a[1], a[2], a[3], a[4]);
    println!("b: {} {} {} {}", b[0], b[1], b[2], b[3]);
    println!("c: {} {} {}", c[0], c[1], c[2]);
}
