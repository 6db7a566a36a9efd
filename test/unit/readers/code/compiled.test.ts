import assert from 'node:assert/strict';
import { errorOf, read, story } from './read';

/** Last arrangements as the compiled programs leave them (gcc 12.2, g++ -std=c++17, go 1.26). */
async function end(language: string, text: string, ...track: string[]): Promise<string> {
  const trace = await read(language, text, undefined, { track });
  return (story(trace).at(-1) ?? '').replaceAll(/ \([^)]*\)/g, '');
}

describe('forms of the compiled languages', () => {
  it('Go: results with names are variables that a bare return gives', async () => {
    const named = 'func named(p int) (r int) {\n\tr = p + 1\n\tif r > 120 {\n\t\treturn\n\t}\n\treturn r * 2\n}\n';
    const two =
      'func two(p, q int) (lo, hi int) {\n\tlo, hi = p, q\n\tif p > q {\n\t\tlo, hi = q, p\n\t}\n\treturn\n}\n';
    const main = 'func main() {\n\tx := 130\n\ty := 5\n\tx, y = two(x, y)\n\tx = named(y)\n\ty = named(x - 100)\n}\n';
    assert.equal(await end('go', `package main\n${named}${two}${main}`, 'x', 'y'), '131 64');
  });

  it('Go: a structure made where its address is taken is shared by its pointers', async () => {
    const type = 'type Node struct {\n\tv int\n\tnext *Node\n}\n';
    const turned =
      'var h *Node\n\tfor i := 1; i <= 3; i++ {\n\t\th = &Node{i, h}\n\t}\n\tvar p *Node\n\tfor h != nil {\n\t\th, h.next, p = h.next, p, h\n\t}';
    const read = 'x, y := 0, 0\n\tx = p.v\n\ty = p.next.next.v\n\tx, y = y, x';
    assert.equal(await end('go', `package main\n${type}func main() {\n\t${turned}\n\t${read}\n}\n`, 'x', 'y'), '3 1');
    const shared = 'h := &Node{3, nil}\n\tt := h\n\tt.v = 7\n\tx, y := h.v, 1\n\tx, y = y, x';
    assert.equal(await end('go', `package main\n${type}func main() {\n\t${shared}\n}\n`, 'x', 'y'), '1 7');
  });

  it('Go: a switch may begin with a declaration', async () => {
    const body = 'x, y := 4, 5\n\tswitch t := x % 3; t {\n\tcase 0:\n\t\ty = 9\n\tcase 1:\n\t\tx, y = y, t\n\t}';
    assert.equal(await end('go', `package main\nfunc main() {\n\t${body}\n}\n`, 'x', 'y'), '5 1');
  });

  it('C++: std::swap is not the swap of the program', async () => {
    const own = 'void swap(int *v, int i, int j) { int t = v[i]; v[i] = v[j]; v[j] = t; }\n';
    const main = 'int main() { int a[3] = {1, 2, 3}; std::swap(a[0], a[2]); swap(a, 0, 1); }';
    assert.equal(await end('cpp', `#include <utility>\n${own}${main}`, 'a'), '2 3 1');
  });

  it('Java: a method that an interface has by itself is not the lambda', async () => {
    const main = (call: string): string =>
      `interface Greeter { int hi(); default int twice() { return hi() * 2; } static Greeter of(int n) { return () -> n; } }\nclass A {\n  public static void main(String[] args) {\n    int x = Greeter.of(4).${call}, y = 1, t = x; x = y; y = t;\n  }\n}\n`;
    assert.match(await errorOf('java', main('twice()')), /^test:4:\d+: error: twice of a lambda is not followed/);
    assert.equal(await end('java', main('hi()'), 'x', 'y'), '1 4');
  });

  it('Java: == of two boxes is refused where it is up to the machine that runs it, in variables, lists and generics', async () => {
    const main = (body: string): string =>
      `import java.util.*;\nclass A {\n  static <T> boolean same(T p, T q) { return p == q; }\n  static Integer made() { return 1000; }\n  public static void main(String[] args) {\n    int r = 1, s = 2;\n    ${body}\n    s = r;\n  }\n}\n`;
    for (const body of [
      'Integer x = 1000, y = 1000; r = x == y ? 3 : 4;',
      'Integer x = 128, y = 128; r = x != y ? 3 : 4;',
      'List<Integer> l = new ArrayList<>(); l.add(1000); l.add(1000); r = l.get(0) == l.get(1) ? 3 : 4;',
      'Long[] v = {500L, 500L}; r = v[0] == v[1] ? 3 : 4;',
      'Integer[] v = new Integer[2]; v[0] = 500; v[1] = 500; r = v[0] == v[1] ? 3 : 4;',
      'Double x = 1.5, y = 1.5; r = x == y ? 3 : 4;',
      'r = same(1000, 1000) ? 3 : 4;',
      'r = made() == made() ? 3 : 4;',
    ])
      assert.match(
        await errorOf('java', main(body)),
        /^test:7:\d+: error: .* two boxes here.*compare with \.equals$|^test:3:/,
        body,
      );
    assert.equal(await end('java', main('Integer x = 1000, y = 1001; r = x == y ? 3 : 4;'), 'r', 's'), '4 4');
  });

  it('C: -1 is a whole number', async () => {
    assert.equal(
      await end('c', 'int main() { int a[3] = {1, 2, 3}; int *p = a + 2; p[-1] = 7; *p = p[-2]; }', 'a'),
      '1 7 1',
    );
  });

  it('Rust: a closure of a lazy iterator that changes something is refused, for not all of it need be run', async () => {
    const main = (body: string) => `fn main() {\n    let mut row = vec![0, 1, 2];\n    ${body}\n    row.swap(0, 2);\n}`;
    const changing = '{ row.swap(i, i + 1); i }';
    for (const body of [
      `let found = (0..2).map(|i| ${changing}).any(|i| i == 0);`,
      `(0..2).map(|i| ${changing});`,
      '(0..2).filter(|i| { row.swap(*i, *i + 1); true }).next();',
    ])
      assert.match(
        await errorOf('rust', main(body)),
        /^test:3:\d+: error: what a closure changes .* use a for loop$/,
        body,
      );
    assert.equal(
      await end('rust', main('let k: Vec<i32> = row.iter().map(|x| { let y = *x; y }).collect();'), 'row'),
      '2 1 0',
    );
    assert.equal(await end('rust', main('(0..2).for_each(|i| row.swap(i, i + 1));'), 'row'), '0 2 1');
  });

  it('Go: a type that a call gives in brackets is refused, not passed over', async () => {
    const text =
      'package main\nfunc half[T int | float64](x T) T { return x / 2 }\nfunc main() {\n row := []float64{1, 2}\n row[0] = half[float64](3)\n}';
    assert.match(await errorOf('go', text), /^test:5:11: error: a type given in brackets/);
  });

  it('Java: an array in the place of the values of `int...` is all of them', async () => {
    const turn = 'static void turn(int... v) { int t = v[0]; v[0] = v[1]; v[1] = t; }';
    const text = `class A { ${turn}\n public static void main(String[] z) { int[] r = {1, 2, 3}; turn(r); int t = r[1]; r[1] = r[2]; r[2] = t; } }`;
    assert.equal(await end('java', text, 'r'), '2 3 1');
  });
});
