#[derive(Debug, PartialEq, Clone, Copy)]
enum Fault {
    Missing,
    Full,
}

fn place(row: &[i32], x: i32) -> Result<usize, Fault> {
    for i in 0..row.len() {
        if row[i] == x {
            return Ok(i);
        }
    }
    Err(Fault::Missing)
}

fn front(row: &mut Vec<i32>, x: i32) -> Result<(), Fault> {
    let i = place(row, x)?;
    row.swap(0, i);
    Ok(())
}

fn both(row: &mut Vec<i32>, x: i32, y: i32) -> Result<usize, Fault> {
    front(row, x)?;
    let far = place(row, y)? + 1;
    if far > 9 {
        return Err(Fault::Full);
    }
    Ok(far)
}

fn first(row: &[i32]) -> Option<i32> {
    let one = row.iter().find(|x| **x > 3)?;
    Some(*one * 2)
}

fn checked(n: i32) -> Result<i32, String> {
    if n < 0 {
        return Err(String::from("negative"));
    }
    Ok(n)
}

fn main() {
    let mut row = vec![3, 1, 5, 2, 4];
    let mut a: Vec<i32> = Vec::new();
    if front(&mut row, 5).is_ok() {
        row.swap(3, 4);
    }
    if let Err(_) = front(&mut row, 9) {
        a.push(1);
    }
    if let Err(_) = front(&mut row, 4) {
        a.push(2);
    }
    match both(&mut row, 1, 2) {
        Ok(at) => a.push(at as i32),
        Err(_) => a.push(-1),
    }
    match both(&mut row, 2, 8) {
        Ok(at) => a.push(at as i32),
        Err(_) => a.push(-1),
    }
    match front(&mut row, 3) {
        Ok(()) => a.push(7),
        Err(_) => a.push(8),
    }
    a.push(if place(&row, 77) == Err(Fault::Missing) { 1 } else { 0 });
    a.push(if place(&row, 77) == Err(Fault::Full) { 1 } else { 0 });
    a.push(if checked(-1) == Err("negative".to_string()) { 1 } else { 0 });
    a.push(if checked(-1) == Err("other".to_string()) { 1 } else { 0 });
    a.push(if checked(4) == Ok(4) { 1 } else { 0 });
    a.push(if checked(-4).ok() == None { 1 } else { 0 });
    a.push(if checked(-4).ok().is_none() { 1 } else { 0 });
    a.push(checked(-3).unwrap_or(6));
    a.push(checked(-3).unwrap_or_else(|_| 5));
    a.push(checked(3).map(|n| n + 1).unwrap_or(0));
    a.push(if checked(-3).map(|n| n + 1).is_err() { 2 } else { 3 });
    a.push(if checked(3).and_then(|n| checked(n - 8)).is_err() { 2 } else { 3 });
    a.push(first(&row).unwrap_or(0));
    a.push(if first(&row[0..1]).is_none() { 1 } else { 0 });
    let e = 40;
    match place(&row, 66) {
        Err(Fault::Full) => a.push(1),
        Err(Fault::Missing) => a.push(2),
        Ok(_) => a.push(3),
    }
    if let Err(e) = checked(-5) {
        println!("{}", e);
    }
    a.push(e);
    let closed = |x: i32| -> Result<i32, String> { Ok(checked(x)? + checked(x - 2)?) };
    a.push(closed(5).unwrap());
    a.push(if closed(1).is_err() { 1 } else { 0 });
    print!("row:");
    for x in &row {
        print!(" {}", x);
    }
    println!();
    print!("a:");
    for x in &a {
        print!(" {}", x);
    }
    println!();
}
