fn main() {
    let s = "hello, World 42";
    let mut counts = [0usize; 26];
    for b in s.bytes() {
        if b.is_ascii_lowercase() {
            counts[(b - b'a') as usize] += 1;
        } else if b >= b'A' && b <= b'Z' {
            counts[(b.to_ascii_lowercase() - b'a') as usize] += 10;
        }
    }
    let mut n = 0;
    for c in s.chars() {
        if c.is_ascii_digit() {
            n = n * 10 + (c as i32 - '0' as i32);
        }
        if let Some(d) = c.to_digit(10) {
            n += d as i32;
        }
    }
    let bytes = s.as_bytes();
    let mut row = [1, 2, 3, 4];
    for c in "cab".chars() {
        let k = (c as u8 - b'a') as usize;
        row.swap(k, 3);
    }
    let cs: Vec<char> = "bca".chars().collect();
    let mut v = cs.clone();
    v.sort();
    v.swap(0, 2);
    let up = (b'a' + 2) as char;
    let out = vec![
        n as usize,
        counts[('l' as u8 - b'a') as usize],
        counts[22],
        bytes[0] as usize,
        bytes.len(),
        s.len(),
        s.chars().count(),
        v[0] as usize,
        up as usize,
        (cs[1] as u32 - 'a' as u32) as usize,
    ];
    let t = [[1usize, 0], [0, 1]];
    let mut state = 0;
    for c in "0110".chars() {
        state = t[state][c as usize - '0' as usize];
    }
    let k = s.chars().nth(4).unwrap();
    let is = [k == 'o', k > 'a', cs[0] < cs[1], char::from(b'q') == 'q', bytes[1] == b'e'];
    print!("row");
    for x in row { print!(" {}", x); }
    print!("\nout:");
    for x in &out { print!(" {}", x); }
    print!("\nv:");
    for x in &v { print!(" {}", x); }
    print!("\nis");
    for x in is { print!(" {}", x); }
    println!("\nstate {}", state);
}
