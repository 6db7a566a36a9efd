const a = {
    n: 1,
    inc() {
      this.n++;
      return this.n;
    },
  },
  b = { n: 10 };
const f = a.inc;
const g = f.bind(b);
const h = a.inc.bind(a);
const k = g.bind(a);
const r = [g(), h(), g(), k(), a.n, b.n, [1, 2, 1].lastIndexOf(1)];
class T {
  constructor() {
    this.v = 3;
    this.on = this.on.bind(this);
  }
  on() {
    this.v *= 2;
    return this.v;
  }
}
const t = new T();
const { on } = t;
r.push(on(), on(), t.v);
[r[0], r[1]] = [r[1], r[0]];
console.log('r:', r.join(' '));
