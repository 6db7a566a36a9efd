import assert from 'node:assert/strict';
import { errorOf, read, story } from './read';

/** Last arrangements as the compilers' programs leave them (gcc 12.2, g++ -std=c++17, rustc 1.95, CPython 3.11). */
async function end(language: string, text: string, ...track: string[]): Promise<string> {
  const trace = await read(language, text, undefined, { track });
  return (story(trace).at(-1) ?? '').replaceAll(/ \([^)]*\)/g, '');
}

describe('arrays and structures as wholes', () => {
  const point = '#[derive(Clone, Copy)]\nstruct P { x: i32, y: i32 }\n';

  it('Rust: a structure that is assigned is a copy', async () => {
    const text = `${point}fn main() { let mut p = P { x: 1, y: 2 }; let r = p; p.x = r.y; p.y = r.x; }`;
    assert.equal(await end('rust', text, 'p'), '2 1');
  });

  it('Rust: a structure that is a parameter is a copy, one behind a reference is not', async () => {
    const functions = 'fn a(mut p: P) -> i32 { p.x = p.y; p.x }\nfn b(p: &mut P) { p.x = p.y; }\n';
    const main = 'fn main() { let mut p = P { x: 1, y: 2 }; let mut y = 0; y = a(p);';
    assert.equal(await end('rust', `${point}${functions}${main} }`, 'p', 'y'), '1 2 2');
    assert.equal(await end('rust', `${point}${functions}${main} b(&mut p); }`, 'p', 'y'), '2 2 2');
  });

  it('Rust: self is a copy, &mut self is not', async () => {
    const methods = 'impl P { fn a(mut self) -> i32 { self.x = 9; self.x } fn b(&mut self) { self.y = 8; } }\n';
    const main = 'fn main() { let mut p = P { x: 1, y: 2 }; let mut y = 0; y = p.a(); p.b(); }';
    assert.equal(await end('rust', `${point}${methods}${main}`, 'p', 'y'), '1 8 9');
  });

  it('Rust: a loop over a mutable reference changes what is there, one over an array a copy', async () => {
    const begin = `${point}fn main() { let mut ps = [P { x: 1, y: 2 }, P { x: 3, y: 4 }]; let mut v = [5, 6];`;
    assert.equal(await end('rust', `${begin} for p in &mut ps { p.x = p.y; } }`, 'ps'), '2 2 4 4');
    assert.equal(await end('rust', `${begin} for x in &mut v { *x += 1; } }`, 'v'), '6 7');
    assert.equal(await end('rust', `${begin} for mut p in ps { p.x = 9; v[0] = p.x; } }`, 'ps', 'v'), '1 2 3 4 9 6');
  });

  it('Rust: the value of a block in a block is its value; a block at the end has variables of its own', async () => {
    const inner = 'fn main() { let mut x = 1; let mut y = 2; y = if x < y { { x = 7; x } } else { 3 }; }';
    assert.equal(await end('rust', inner, 'x', 'y'), '7 7');
    const last = 'fn main() { let mut x = 1; let mut y = 2; x = y; { let mut x = 5; y = x; x = 6; } }';
    assert.equal(await end('rust', last, 'x', 'y'), '2 5');
  });

  it('C: an array is given as a literal', async () => {
    const text =
      'void turn(int *v) { int t = v[0]; v[0] = v[1]; v[1] = t; v[2] = 9; }\nint main() { turn((int[]){4, 5, 6}); }';
    assert.equal(story(await read('c', text)).at(-1), '5 4 9');
  });

  it('C++: a vector is given as a literal', async () => {
    const text =
      '#include <vector>\nvoid turn(std::vector<int> v) { int t = v[0]; v[0] = v[1]; v[1] = t; }\n' +
      'int main() { turn(std::vector<int>{4, 5, 6}); }';
    assert.equal(story(await read('cpp', text)).at(-1), '5 4 6');
  });

  it('C++: std::tie finds all places before it writes one', async () => {
    const text =
      '#include <tuple>\nint main() { int a[3] = {7, 8, 9}; int i = 0; std::tie(i, a[i]) = std::make_tuple(2, 5); }';
    assert.equal(await end('cpp', text, 'a', 'i'), '5 8 9 2');
  });

  it('the variables that are tracked are those of the function that has most of them', async () => {
    const python =
      'class P:\n    def __init__(self, x):\n        self.x = x\n\n' +
      'def f(p, x, y):\n    x, y = y, x\n    x = p.x\n\nf(P(1), 2, 3)\n';
    assert.equal(await end('python', python, 'x', 'y'), '1 2');
    assert.match(await errorOf('python', python, undefined, { track: ['z'] }), /no variable called 'z'/);
  });
});
