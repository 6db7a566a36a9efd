fn main() {
    let mut out = 5;
    {
        let mut v = vec![1, 2, 3];
        v.swap(0, 2);
        {
            let mut out = [7, 8];
            out.swap(0, 1);
            v[1] = out[0];
        }
        v.rotate_left(1);
        std::mem::swap(&mut out, &mut v[0]);
        println!("v: {} {} {}", v[0], v[1], v[2]);
    }
    println!("out: {}", out);
}
