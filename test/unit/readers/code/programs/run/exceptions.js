// What an exception leaves undone, and who catches it.
class Empty extends Error {
  constructor(message, code = 3) {
    super(message);
    this.code = code;
  }
}
const a = [1, 2, 3, 4];
const b = [];
function pop(stack) {
  if (stack.length === 0) throw new Empty('no items');
  return stack.pop();
}
function turn(xs, times) {
  try {
    for (let i = 0; i < times; i++) {
      xs.push(pop(b));
      [xs[0], xs[1]] = [xs[1], xs[0]];
    }
    xs.reverse();
  } catch (e) {
    if (!(e instanceof Empty)) throw e;
    [xs[0], xs[e.code]] = [xs[e.code], xs[0]];
    b.push(xs.length, e.message, e.name);
    return 'left';
  } finally {
    [xs[1], xs[2]] = [xs[2], xs[1]];
  }
  return 'done';
}
const c = [turn(a, 2), turn(a, 1), turn(a, 0)];
[c[0], c[2]] = [c[2], c[0]];
const d = [];
for (const thrown of ['text', 5, null, new TypeError('t'), new RangeError()]) {
  try {
    if (thrown === 5) continue;
    throw thrown;
  } catch (e) {
    d.push(e instanceof Error ? `${e.name}:${e.message}` : e, e instanceof TypeError);
  } finally {
    d.push(d.length);
  }
}
function inner() {
  try {
    throw new Error('lost');
  } finally {
    return 'kept';
  }
}
d.push(inner());
outer: for (const x of [1, 2]) {
  for (const y of [1, 2]) {
    try {
      if (y === 2) continue outer;
      d.push(x + y);
    } catch {
      d.push('never');
    } finally {
      d.push('f');
    }
  }
}
console.log('a:', ...a);
console.log('b:', ...b);
console.log('c:', ...c);
console.log('d:', ...d);
