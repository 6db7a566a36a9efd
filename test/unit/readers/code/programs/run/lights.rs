// Methods that put something else where their object stands.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Light {
    Red,
    Green,
    Amber,
}

impl Light {
    fn next(&mut self) {
        *self = match self {
            Light::Red => Light::Green,
            Light::Green => Light::Amber,
            Light::Amber => Light::Red,
        };
    }
    fn twice(&mut self) {
        self.next();
        self.next();
    }
}

#[derive(Clone, Debug)]
struct Point {
    x: i32,
    y: i32,
}

impl Point {
    fn turn(&mut self) {
        *self = Point { x: -self.y, y: self.x };
    }
}

fn main() {
    let mut one = Light::Red;
    for _ in 0..4 {
        one.next();
    }
    let mut row = [Light::Red; 4];
    row[1].next();
    row[2].twice();
    for light in row.iter_mut() {
        light.next();
    }
    for light in &mut row {
        light.twice();
    }
    row.iter_mut().skip(2).for_each(|light| light.next());
    let mut point = Point { x: 1, y: 2 };
    point.turn();
    let mut points = vec![point.clone(), Point { x: 3, y: 5 }];
    points[0].turn();
    for p in points.iter_mut() {
        p.turn();
    }
    Light::next(&mut one);
    println!("one: Light::{:?}", one);
    println!("row: Light::{:?} Light::{:?} Light::{:?} Light::{:?}", row[0], row[1], row[2], row[3]);
    println!("point: {} {}", point.x, point.y);
    println!("points: {} {} {} {}", points[0].x, points[0].y, points[1].x, points[1].y);
}
