// Variables that are called as parts of the language are.
fn main() {
    let mut a = [3, 1, 5, 2, 4];
    let range = 3;
    let repeated = 1;
    let itself = 4;
    for i in 1..range {
        a.swap(i, i + repeated);
    }
    let b = vec![range; 2];
    a.swap(0, itself);
    println!("a: {} {} {} {} {}", a[0], a[1], a[2], a[3], a[4]);
    println!("b: {} {}", b[0], b[1]);
}
