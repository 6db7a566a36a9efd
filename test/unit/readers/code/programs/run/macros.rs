use std::fmt::Write;
fn bump(v: &mut Vec<i32>) -> i32 { let x = v.remove(0); v.push(x); x }
fn main() {
    let mut row = vec![9, 2, 1, 3];
    println!("{:?}", row.pop());
    let held = dbg!(row[0]);
    row[0] = row[1];
    row[1] = held;
    assert_eq!(row.remove(0), 2);
    println!("{} {}", { row.push(7); 1 }, row.len());
    print!("{} {}\n", bump(&mut row), bump(&mut row));
    eprintln!("{x} {0}", bump(&mut row), x = { row.push(8); 3 }); let dd = dbg!(held + 1, dbg!(row[1]) + dbg!(held));
    assert!(bump(&mut row) > 0, "message {}", row.pop().unwrap());
    assert_ne!(bump(&mut row), 100);
    debug_assert!(bump(&mut row) > 0);
    debug_assert_eq!(bump(&mut row) * 0, bump(&mut row) * 0);
    let s = format!("{}", bump(&mut row));
    let mut t = String::new();
    write!(t, "{}", bump(&mut row)).unwrap();
    writeln!(t, "{}", row.len()).unwrap();
    let (p, q) = dbg!(row[1], row[0]);
    let v = vec![p, q + 1, bump(&mut row), if p > q { 1 } else { 2 }, row.len() as i32, -p, row[0] * (q + 2)];
    let grid = vec![vec![0; 2]; 3];
    let w = vec![p; row.len()];
    let z = [vec![1, 2], vec![row[0]; 2]];
    let n = grid.len();
    let u = vec![n as i32, z[1][0], z.len() as i32];
    println!("row: {} {} {} {}", row[0], row[1], row[2], row[3]);
    println!("v: {} {} {} {} {} {} {}", v[0], v[1], v[2], v[3], v[4], v[5], v[6]);
    println!("w: {} {} {} {}", w[0], w[1], w[2], w[3]);
    println!("u: {} {} {}", u[0], u[1], u[2]);
}
