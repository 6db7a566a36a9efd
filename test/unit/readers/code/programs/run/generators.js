// Generators, maps and sets: what is asked for, and in which order it comes.
const row = [1, 2, 3, 4];
const log = [];
function* turns(xs, times = 2) {
  for (let i = 0; i < times; i++) {
    xs.push(xs.shift());
    log.push(`t${i}`);
    yield xs[0];
    [xs[0], xs[1]] = [xs[1], xs[0]];
  }
  return xs.length;
}
function* both(xs) {
  const n = yield* turns(xs);
  log.push(n);
  yield* [n, 'end'];
}
for (const value of turns(row)) {
  log.push(value);
  [row[2], row[3]] = [row[3], row[2]];
}
const a = [...row];
const g = turns(row, 5);
const b = [g.next().value, g.next().done];
for (const value of g) {
  b.push(value);
  if (value > 1) break;
}
b.push(g.next().value, [...g].length);
const c = [...both(row)];
class Tree {
  constructor(value, left, right) {
    Object.assign(this, { value, left, right });
  }
  *[Symbol.iterator]() {
    if (this.left) yield* this.left;
    yield this.value;
    if (this.right) yield* this.right;
  }
}
const d = [...new Tree(4, new Tree(2, new Tree(1), new Tree(3)), new Tree(5))];
class Count {
  constructor(n) {
    this.n = n;
  }
  [Symbol.iterator]() {
    let i = this.n;
    return { next: () => ({ value: i, done: i-- === 0 }) };
  }
}
for (const i of new Count(2)) [d[i], d[i + 1]] = [d[i + 1], d[i]];
const set = new Set([3, 1, 2, 1]);
set.delete(1);
set.add(1).add(3);
const e = [...set, set.size, set.has(2), set.has(9)];
for (const x of set) if (x < 3 && set.size < 6) set.add(x + 10);
e.push(...set.values());
const map = new Map([
  ['x', 1],
  ['y', 2],
]);
map.set('z', 3).set('x', 9);
map.delete('y');
map.set('y', 5);
const f = [...map.keys(), ...map.values(), map.size];
map.forEach((value, key) => f.push(key, value));
for (const [key, value] of map) if (value === 9) map.delete('z');
for (const key of map.keys()) f.push(key);
map.clear();
f.push(map.size);
class Base {
  constructor(items) {
    this.items = items;
  }
  turn() {
    this.items.push(this.items.shift());
    return this;
  }
}
class Sub extends Base {
  constructor(items, by) {
    super(items);
    this.by = by;
  }
  turn() {
    for (let i = 0; i < this.by; i++) super.turn();
    [this.items[0], this.items[1]] = [this.items[1], this.items[0]];
    return this;
  }
}
const h = [1, 2, 3, 4, 5];
new Sub(h, 2).turn().turn();
console.log('a:', ...a);
console.log('b:', ...b);
console.log('c:', ...c);
console.log('d:', ...d);
console.log('e:', ...e);
console.log('f:', ...f);
console.log('h:', ...h);
console.log('row:', ...row);
console.log('log:', ...log);
