const a = [1, 2, 3, 4, 5];
let i = 0;
a[i++] = a[i];
a[i] = i = 3;
a[i] += a[i--];
a[i--] += i;
let b = ['x', 'y', 'z'],
  j = 0;
[b[j++], b[j]] = [b[j], b[0]];
const c = [9, 8, 7];
let k = 0;
[c[k++], c[k++] = k] = [5];
let d = [0, 0, 0],
  l = 0;
d[l++] = d[l++] = d[l++] = l;
const e = [1, 2, 3];
let o = e;
o[0] = ((o = [7, 8, 9]), 5);
const g = { p: 1, q: 2 };
let h = 'p';
g[h] = h = 'q';
const gs = [g.p, g.q];
const m = [3, 1, 2];
let n = 0;
({ p: m[n++] = n, z: m[n] = n * 10 } = { p: 4 });
function mix(r, s, t = [r, s]) {
  [r, s] = [s, r];
  t[0] = s;
  t.push(r);
  return t;
}
const q = mix(1, 2);
class Deck {
  constructor(list) {
    this.list = list;
    [this.list[0], this.list[1]] = [this.list[1], this.list[0]];
  }
  turn(by) {
    const x = this.list[by];
    this.list[by] = this.list[0];
    this.list[0] = x;
    return this;
  }
}
const u = new Deck([4, 5, 6]).turn(2).list;
const v = ((...all) => {
  all.reverse();
  [all[0], all[1]] = [all[1], all[0]];
  return all;
})(1, 2, 3);
for (const [name, list] of Object.entries({ a, b, c, d, e, o, gs, m, q, u, v }))
  console.log(name + ': ' + list.join(' '));
