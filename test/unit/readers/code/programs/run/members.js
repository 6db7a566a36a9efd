class Stack {
  #items = [];
  get size() {
    return this.#items.length;
  }
  get last() {
    return this.#items.at(-1);
  }
  set last(x) {
    this.#items.push(x * 2);
  }
}
const s = new Stack();
s.last = 3;
s.last += 1;
const named = { b: 1, 2: 'x', a: 3, 1: 'y', 0x10: 'z' };
const v = [];
for (const key in named) v.push(named[key]);
const a = [s.size, s.last, ...v, named[16]];
[a[0], a[1]] = [a[1], a[0]];
const deep = [1, [2, [3, [4, [5]]]]];
const b = [...deep.flat(2).slice(0, 3), ...deep.flat(Infinity), ...deep.flat(0).slice(0, 1)];
b.reverse();
const c = [[NaN].includes(NaN), [1].includes(NaN), [NaN].indexOf(NaN)];
c.reverse();
console.log('a:', ...a);
console.log('b:', ...b);
console.log('c:', ...c);
