// Whoever leaves what he goes through before its end tells it so.
const row = [1, 2, 3, 4];
const log = [];
function* turns(name, n = 9) {
  try {
    for (let i = 0; i < n; i++) {
      row.push(row.shift());
      yield i;
    }
    return `${name} end`;
  } finally {
    log.push(`${name} last`);
    [row[0], row[1]] = [row[1], row[0]];
  }
}
function* outer() {
  const said = yield* turns('inner', 2);
  log.push(said);
  yield* turns('second');
}
for (const i of turns('break')) if (i === 1) break;
try {
  for (const i of turns('throw')) {
    if (i === 1) throw new Error('left');
  }
} catch (error) {
  log.push(error.message);
}
function first() {
  for (const i of turns('return')) return i;
}
log.push(first());
both: for (const i of turns('far')) {
  for (const j of turns('near')) if (i + j > 1) continue both;
  break;
}
for (const i of outer()) if (i === 1 && log.includes('inner end')) break;
const [x, y] = turns('pattern');
const [z, ...rest] = turns('rest', 3);
const [u, v, w = 8] = turns('short', 2);
const a = [x, y, z, rest.length, u, v, w];
const g = turns('again', 1);
a.push(g.next().value, g.next().value, g.next().value, g.next().done);
const left = turns('left');
left.next();
for (const i of left) break;
a.push(left.next().done, [...left].length);
function* kept() {
  try {
    yield 1;
  } finally {
    yield 2;
    log.push('kept');
  }
}
const k = kept();
for (const i of k) break;
a.push(k.next().done, k.next().done);
function* heard() {
  const one = yield 'a';
  const two = yield one;
  return [one, two].join('');
}
const h = heard();
a.push(h.next('lost').value, h.next('p').value, h.next('q').value, h.next('r').value);
class Hand {
  constructor(n) {
    this.n = n;
  }
  [Symbol.iterator]() {
    let i = 0;
    return {
      next: () => ({ value: i++, done: i > this.n }),
      return() {
        log.push(`hand ${i}`);
        return {};
      },
    };
  }
}
for (const i of new Hand(3)) if (i === 1) break;
for (const i of new Hand(2)) a.push(i);
const [only] = new Hand(3);
const [all1, all2, all3] = new Hand(2);
a.push(only, all1, all2, all3);
const [q, r] = [row[0], row[1]];
const s = [1, 2];
[s[1], s[0]] = s;
a.push(q, r, ...s);
try {
  const [t] = turns('fails');
  a.push(t);
  throw new Error('no more');
} catch (error) {
  a.push(error.message);
}
a.push(...Array.from(turns('from', 2), (i) => `${i}${log.length}`));
console.log('a:', ...a);
console.log('row:', ...row);
console.log('log:', ...log);
