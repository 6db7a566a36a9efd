// Five balls in a row: juggled, rolled and turned.
use std::mem;

fn roll(balls: &mut [char], by: usize) {
    balls.rotate_left(by);
}

fn juggle(balls: &mut [char]) {
    for i in 0..balls.len() - 1 {
        balls.swap(i, i + 1);
    }
}

fn main() {
    let mut balls = ['r', 'g', 'b', 'y', 'w'];
    balls.swap(0, 4);
    juggle(&mut balls);
    roll(&mut balls, 2);
    balls[1..4].reverse();

    // One ball stays in the hand while the others move up.
    let held = mem::replace(&mut balls[0], 'x');
    for i in 0..4 {
        balls[i] = balls[i + 1];
    }
    balls[4] = held;

    for round in 1..=3 {
        roll(&mut balls, round);
        juggle(&mut balls);
    }
    println!("{:?}", balls);
}
