// Variants that hold nothing: their methods, their numbers and their order; parts of what is matched, named by `ref`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Debug)]
enum Gear {
    Low = 2,
    Mid,
    High = 6,
}

impl Gear {
    fn up(self) -> Self {
        match self {
            Gear::Low => Self::Mid,
            _ => Gear::High,
        }
    }
    fn is_top(&self) -> bool {
        *self == Gear::High
    }
}

struct Node {
    val: i32,
    left: Option<Box<Node>>,
    right: Option<Box<Node>>,
}

impl Node {
    fn new(val: i32) -> Self {
        Node { val, left: None, right: None }
    }
    fn insert(&mut self, val: i32) {
        if val < self.val {
            match self.left {
                Some(ref mut left) => left.insert(val),
                None => self.left = Some(Box::new(Node::new(val))),
            }
        } else {
            match self.right {
                Some(ref mut right) => right.insert(val),
                None => self.right = Some(Box::new(Node::new(val))),
            }
        }
    }
}

fn store(node: &Node, row: &mut [i32], at: &mut usize) {
    if let Some(ref left) = node.left {
        store(left, row, at);
    }
    row[*at] = node.val;
    *at += 1;
    if let Some(ref right) = node.right {
        store(right, row, at);
    }
}

fn main() {
    let mut a = [0, 1, 2, 3, 4, 5, 6, 7];
    let mut gear = Gear::Low;
    a.swap(0, gear as usize);
    gear = gear.up();
    a.swap(1, gear as usize);
    let copy = gear.clone();
    if copy > Gear::Low && copy != Gear::High && !copy.is_top() {
        a.swap(4, 5);
    }
    for one in [Gear::Low, Gear::High] {
        if one.is_top() {
            a.swap(0, one as usize);
        }
    }
    let mut b = [5, 2, 8, 1, 4, 9];
    let mut root = Node::new(b[0]);
    for &val in b.iter().skip(1) {
        root.insert(val);
    }
    let mut at = 0;
    store(&root, &mut b, &mut at);
    println!("a: {} {} {} {} {} {} {} {}", a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7]);
    println!("b: {} {} {} {} {} {}", b[0], b[1], b[2], b[3], b[4], b[5]);
}
