struct V { x: f32, y: f64 }
fn half(x: f32) -> f32 { x / 3.0 }
fn main() {
    let f: f32 = 0.1; let d = f as f64; let mut r: Vec<i64> = vec![(f * 10.0 == 1.0) as i64, (d * 10.0 == 1.0) as i64];
    let mut v = V { x: 0.1, y: 0.1 }; v.x *= 3.0; let mut a = [0.7f32, 0.7]; a[0] += 0.1; let mut s = 16777216.0f32; s += 1.0; let b: Vec<f32> = vec![0.1, 0.2]; let c: f32 = b.iter().sum();
    r.extend([(v.x as f64 * 1e9) as i64, (v.y * 3e9) as i64, (a[0] as f64 * 1e9) as i64, (half(1.0) as f64 * 1e9) as i64, s as i64, ((b[0] * 3.0) as f64 * 1e9) as i64, (c as f64 * 1e9) as i64]);
    r.swap(0, 1);
    println!("r: {}", r.iter().map(|x| x.to_string()).collect::<Vec<_>>().join(" "));
}
