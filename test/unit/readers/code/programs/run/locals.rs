fn main() {
    let mut a = [5, 3, 1, 4];
    let t; t = a[0]; a[0] = a[1]; a[1] = t;
    let (x, y); x = a[2]; y = a[3];
    let held: u8; held = 250; let more; more = held + 1;
    let z = if x < y { let w; w = x; w * 2 } else { 0 };
    a[2] = y; a[3] = x;
    let s; let mut u = 1;
    loop { u += 1; if u > 3 { s = u; break; } }
    let n: i32 = 5; let n = n * 2; let f = || n + 1; let n = [1, 2, 3, 4]; let g = f(); let mut k = 1; let mut h = move || { k += 1; k }; h(); let k = h() * 10 + k;
    let b = [held as i32, more as i32, z, s, g + k, n.len() as i32];
    println!("a: {} {} {} {}", a[0], a[1], a[2], a[3]);
    println!("b: {} {} {} {} {} {}", b[0], b[1], b[2], b[3], b[4], b[5]);
}
