import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { states, type Trace } from '../../../../src/trace/trace';
import { errorOf, read, story } from './read';

const RUN = path.join(__dirname, 'programs/run');
const LANGUAGES: Readonly<Record<string, string>> = {
  '.py': 'python',
  '.js': 'javascript',
  '.c': 'c',
  '.cpp': 'cpp',
  '.java': 'java',
  '.go': 'go',
  '.rs': 'rust',
};
const RECORDED = JSON.parse(readFileSync(path.join(__dirname, 'recorded/programs.json'), 'utf8')) as Record<
  string,
  { text: string; ends: Record<string, string> }
>;

/** In these one variable of those that are asked for holds what another one is, or is none by itself. */
const ONE_BY_ONE = new Set(['letters.cpp', 'macros.c', 'order.go', 'order.js']);

/** What the slots of a variable hold at the end, as programs print it: without quotes, and without where a value came from. */
function end(trace: Trace, variable: string): string {
  const last = states(trace).at(-1) ?? [];
  const isOfIt = (name: string): boolean =>
    name.startsWith(variable) && /^(?:$|[[.])/.test(name.slice(variable.length));
  return trace.slots
    .flatMap((name, slot) => (isOfIt(name) ? [trace.objects[last[slot] ?? -1] ?? '?'] : []))
    .map((object) =>
      object
        .replace(/ \([^)]*\)$/, '')
        .replace(/^const /, '')
        .replace(/^(['"])(.*)\1$/, '$2'),
    )
    .filter((object) => object !== 'empty')
    .join(' ');
}

describe('programs as their compilers and interpreters ran them (programs/record.mjs)', () => {
  it('are those that were run', () => {
    const now = readdirSync(RUN).map((file) => {
      const hash = createHash('sha256').update(readFileSync(path.join(RUN, file)));
      return [file, hash.digest('hex').slice(0, 16)];
    });
    assert.deepEqual(
      Object.fromEntries(now),
      Object.fromEntries(Object.entries(RECORDED).map(([f, { text }]) => [f, text])),
    );
  });

  for (const [file, { ends }] of Object.entries(RECORDED)) {
    it(file, async () => {
      const text = readFileSync(path.join(RUN, file), 'utf8');
      const names = Object.keys(ends);
      assert.ok(names.length > 0);
      const found: Record<string, string> = {};
      for (const track of ONE_BY_ONE.has(file) ? names.map((name) => [name]) : [names]) {
        const trace = await read(LANGUAGES[path.extname(file)] ?? '', text, undefined, { track });
        for (const name of track) found[name] = end(trace, name);
      }
      assert.deepEqual(found, ends);
    });
  }
});

describe('the order of evaluation, where the language leaves it open', () => {
  const C = (body: string): string =>
    'int g = 0; int bump(void) { return ++g; } int pick(int *v, int i) { return v[i]; }\n' +
    'int calls = 0; int fib(int n) { calls++; return n < 2 ? n : fib(n - 1) + fib(n - 2); }\n' +
    `int main(void) { int a[4] = {1, 2, 3, 4}; int i = 0, x = 1, y = 2;\n${body} }`;
  const OPEN: readonly [language: string, text: string, at: string, what: string][] = [
    ['c', C('a[i++] = a[i];'), '4:1', 'i'],
    ['c', C('i = i++;'), '4:1', 'i'],
    ['c', C('a[i] = i = 2;'), '4:1', 'i'],
    ['c', C('x = x++ + 1;'), '4:1', 'x'],
    ['c', C('x += x++;'), '4:1', 'x'],
    ['c', C('y = i + i++;'), '4:5', 'i'],
    ['c', C('y = pick(a, i++) + i;'), '4:5', 'i'],
    ['c', C('y = pick(a + i, i++);'), '4:5', 'i'],
    ['c', C('y = bump() - bump();'), '4:5', 'g'],
    ['c', C('y = a[bump()] = g;'), '4:5', 'g'],
    ['c', C('a[x] = a[y - 1]++;'), '4:1', 'one cell'],
    ['c', C('int b[2] = {i++, i++};'), '4:12', 'i'],
    ['cpp', C('y = pick(a + i, i++);'), '4:5', 'i'],
    ['cpp', C('y = x++ + x++;'), '4:5', 'x'],
    [
      'go',
      'package main\nfunc main() {\n\ti := 0\n\tb := []int{1, 2}\n\tf := func() int { i++; return i }\n\tb[i] = f()\n}',
      '6:2',
      'i',
    ],
  ];
  for (const [language, text, at, what] of OPEN)
    it(`is an error in ${language}: ${text.split('\n').at(-1)}`, async () => {
      const message = await errorOf(language, text);
      assert.ok(message.startsWith(`test:${at}: error: ${what} is changed and used here in an order`), message);
    });
});

describe('what C++ leaves open about lists and texts that were moved or changed', () => {
  const CPP = (body: string): string =>
    '#include <list>\n#include <string>\n#include <utility>\n#include <vector>\n' +
    `int total(const std::vector<int> &v) { return v.size(); }\nint main() {\nstd::vector<int> v{3, 1, 2};\nstd::string s = "ab";\n${body}\n}`;
  const OPEN: readonly [body: string, at: string, what: RegExp][] = [
    ['auto it = v.begin(); v.insert(v.begin(), 0); *it = 9;', '9:46', /since this place in it was taken/],
    ['std::list<int> l{1, 2}; auto it = l.end(); l.push_back(4); --it;', '9:60', /since this place in it was taken/],
    ['auto it = v.end(); v.push_back(4); if (it == v.end()) v.clear();', '9:36', /since this place in it was taken/],
    ['std::string t = std::move(s); if (s == "") v.clear();', '9:35', /what std::move leaves in a text is left open/],
    ['int n = total(v.empty() ? v : std::move(v));', '9:9', /whether this function takes what std::move offers/],
  ];
  for (const [body, at, what] of OPEN)
    it(`is an error: ${body}`, async () => {
      const message = await errorOf('cpp', CPP(body));
      assert.ok(message.startsWith(`test:${at}: error: `), message);
      assert.match(message, what);
    });
});

/**
 * What the compiled programs print of what is tracked (gcc 12.2, g++ -std=c++17, java 17, go 1.26, rustc 1.95):
 * each goes through corners of its language that samples do not.
 */
const ENDS: readonly [file: string, language: string, track: string, end: string][] = [
  ['structs.c', 'c', 'v', '30 20 40 50 10'],
  ['structs.c', 'c', 's', '2 1'],
  ['references.cpp', 'cpp', 'v', '2 4 3 5 1'],
  ['references.cpp', 'cpp', 'd', '2 3 1'],
  ['Texts.java', 'java', 'a', '5 2 3 4 1'],
  ['Texts.java', 'java', 'l', '"x" "z" "y"'],
  ['Texts.java', 'java', 'd', '7 8 6'],
  ['Cases.java', 'java', 'a', '5 4 2 1 3'],
  ['sorts.go', 'go', 'a', '4 1 2 3 5'],
  ['sorts.go', 'go', 'c', '1 "a" 2 "b" 2 "c"'],
  ['orders.rs', 'rust', 'v', '7 2 3 5 9'],
  ['orders.rs', 'rust', 'd', '3 1 8'],
];

describe('programs of compiled languages', () => {
  for (const [file, language, track, end] of ENDS) {
    it(`${file} leaves ${track} as it does when it is run`, async () => {
      const text = readFileSync(path.join(__dirname, 'programs', file), 'utf8');
      const trace = await read(language, text, undefined, { track: [track] });
      const told = story(trace).at(-1) ?? '';
      // What has the same value as something else is told apart by where it came from: `2 (v[1])`.
      assert.equal(told.replaceAll(/ \([^)]*\)/g, '').replaceAll(/ empty/g, ''), end);
    });
  }

  it('macros are expanded, and errors are told of where they are used', async () => {
    const swap = '#define SWAP(a, b) { int t = a; a = b; b = t; }\n';
    const text = `${swap}int main() { int v[2] = {1, 2}; SWAP(v[0], v[1]); }`;
    assert.deepEqual(story(await read('c', text)), ['1 2', '2 1']);
    assert.match(await errorOf('c', text.replace('v[1])', 'v[7])')), /^test:2:\d+: error: index 7 is out of range/);
    const wrong = '#if __has_include(<x.h>) ,\n#endif\nint main() { int v[2] = {1, 2}; }';
    assert.match(await errorOf('c', wrong), /^test:1:1: error: what this #if asks cannot be told/);
    for (const asked of ['1 / 0', '3 % 0 == 0', `${'('.repeat(50_000)}1${')'.repeat(50_000)}`, '!'.repeat(9_999)])
      assert.match(
        await errorOf('c', `#if ${asked}\n#endif\nint main() { int v[2] = {1, 2}; }`),
        /^test:1:1: error: what this #if asks cannot be told/,
      );
    const wraps =
      '#if 9223372036854775807 + 1 > 0\nint main() { }\n#else\nint main() { int a = 1, b = 2, t; t = a; a = b; b = t; }\n#endif\n';
    assert.deepEqual(story(await read('c', wraps)), ['1 2', '2 1']);
    const last = (body: string): Promise<string> =>
      errorOf('c', `int main() { int a = 1, b = 2, t;\n${body} t = a; a = b; b = t; }`);
    assert.match(
      await last('int *p = (int *)malloc(8);\ndouble *q = (double *)p;'),
      /^test:3:13: error: this memory is used as|^test:3:13: error: a pointer to double would see/,
    );
    assert.match(
      await last('void *p = malloc(8);\np[0] = 1;'),
      /^test:3:\d: error: what is in this memory is not known: cast/,
    );
    assert.match(
      await last('int c[2] = {1, 2};\nchar *q = (char *)c;'),
      /^test:3:11: error: a pointer to char would see these int as bytes/,
    );
    assert.match(await last('int *p = malloc(4);\np[1] = 1;'), /^test:3:\d+: error: index 1 is out of range/);
    assert.match(await last('a =\nrand();'), /^test:3:1: error: rand is not defined/);
  });

  it('a selection knows the constants of its file, and variables only where nothing ran that could have changed them', async () => {
    const file =
      'const int K = 1;\nint g = 1;\nint unused = rand();\nvoid f(void) {\n  int a[2] = {5, 6};\n  int t = a[0]; a[0] = a[K]; a[K] = t;\n}\n';
    const two = file.replaceAll('a[K]', 'a[g]');
    const lines = { start: { line: 4, character: 0 }, end: { line: 6, character: 0 } };
    assert.deepEqual(story(await read('c', file, lines)), ['5 6', '6 5']);
    await assert.rejects(read('c', two, lines), /the value of g is not known here/);
  });

  it('a sort that may leave equal elements in any order is refused', async () => {
    const go =
      'func main() { a := [][]int{{1, 2}, {1, 3}}; sort.Slice(a, func(i, j int) bool { return a[i][0] < a[j][0] }) }';
    await assert.rejects(read('go', `package main\nimport "sort"\n${go}`), /any order/);
    await assert.rejects(
      read('rust', 'fn main() { let mut v = vec![(1, 2), (1, 3)]; v.sort_unstable_by(|a, b| a.0.cmp(&b.0)); }'),
      /any order/,
    );
  });

  it('a call that more than one function fits, or none, is refused', async () => {
    const java = (a: string, b: string, given: string): string =>
      `class A { static void f(${a} x) {} static void f(${b} x) {}\n` +
      `public static void main(String[] args) { int[] r = {1, 2};\nf(${given}); } }`;
    const two = /^test:3:1: error: 2 of the functions called f take these values/;
    assert.match(await errorOf('java', java('int', 'Integer', '1')), two);
    assert.match(await errorOf('java', java('Object', 'String', '"s"')), two);
    assert.match(await errorOf('java', java('int[]', 'String', 'null')), two);
    assert.match(
      await errorOf('java', java('String', 'boolean', 'r')),
      /^test:3:1: error: none of the 2 functions called f/,
    );
    const cpp = 'void f(long x) {} void f(double x) {}\nint main() { int a[2] = {1, 2}; f(1); }';
    assert.match(await errorOf('cpp', cpp), /^test:2:33: error: 2 of the functions called f take/);
  });

  it('a static field of two classes is two variables', async () => {
    const other = 'class B { static int total = 3; }';
    const text = `class A { static int total = 4; public static void main(String[] a) { int t = total; total = B.total; B.total = t; } }\n${other}`;
    assert.deepEqual(story(await read('java', text)), ['4 3', '3 4']);
  });

  it('a function declared inside of another one is none that makes a list', async () => {
    const types = 'struct Kind { int x; };\n#include <vector>\n';
    const text = `${types}int main() { std::vector<int> make(Kind); int f(int); int g(Kind *k); int a[2] = {1, 2}; std::swap(a[0], a[1]); }`;
    assert.deepEqual(story(await read('cpp', text)), ['1 2', '2 1']);
  });

  it('an assertion that does not hold ends the program, as does a panic', async () => {
    const rust = (what: string): string => `fn main() {\n let mut v = vec![1, 2];\n v.swap(0, 1);\n ${what}\n}`;
    assert.match(await errorOf('rust', rust('assert_eq!(v, [1, 2]);')), /^test:4:2: error: this does not hold/);
    assert.match(
      await errorOf('rust', rust('assert!(v[0] < v[1], "{}", v[0]);')),
      /^test:4:2: error: this does not hold/,
    );
    assert.match(await errorOf('rust', rust('panic!("no {v:?}");')), /^test:4:2: error: the program panics/);
    assert.equal(await errorOf('rust', rust('assert_eq!(v, vec![2, 1]); assert_ne!(v[0], v[1]);')), '1 steps');
  });

  it('a whole number of the text that takes the type of a type parameter of Go is refused, unless it is an int', async () => {
    const go = (list: string): string =>
      `package main\nfunc half[T int | float64](list []T) T {\n\tvar x T = 1\n\treturn x / list[0]\n}\n` +
      `func main() { a := []int{1, 2}; half(${list}); a[0], a[1] = a[1], a[0] }`;
    assert.match(await errorOf('go', go('[]float64{2}')), /whole numbers of the text become f64 here/);
    assert.equal(await errorOf('go', go('[]int{2}')), '1 steps');
  });

  it('functions that are declared in a structure are none of its fields', async () => {
    const text =
      'struct P { int x; P& other(int k); int* where(); int y; };\nint main() { P p{1, 2}; int r[3] = {1, 2, 3}; std::swap(r[0], r[p.y]); }';
    assert.deepEqual(story(await read('cpp', text)), ['1 2 3', '3 2 1']);
  });

  it('refuses things of a class template over other numbers than int, into which an int would be put as it is', async () => {
    const box = 'template <class T> class Box { public: T items[2]; int n = 0; void add(T x) { items[n++] = x; } };\n';
    const main = (type: string) =>
      `${box}int main() { ${type} b; b.add(1); b.add(2); auto t = b.items[0]; b.items[0] = b.items[1]; b.items[1] = t; }\n`;
    assert.match(
      await errorOf('cpp', main('Box<double>')),
      /^test:1:\d+: error: a class template over double is not followed/,
    );
    assert.match(await errorOf('cpp', main('Box<int>')), /steps$/);
    const told = `${box}template <class T> struct Pair { T a, b; Pair(T x, T y) : a(x), b(y) {} void set(T x) { a = x; } };\n`;
    const named = ['using D = Box<double>;', 'typedef Box<long long> D;', 'struct Holder { Box<unsigned> b; };'];
    for (const one of named)
      assert.match(
        await errorOf('cpp', `${box}${one}\n${main('Box<int>').slice(box.length)}`),
        /error: a class template over/,
      );
    assert.match(
      await errorOf('cpp', `${told}int main() { Pair p(1.5, 2.5); p.set(5); }\n`),
      /^test:3:\d+: error: the type that a class template is told/,
    );
    assert.match(
      await errorOf('cpp', `${told}int main() { Pair p(1, 2); int t = p.a; p.a = p.b; p.b = t; }\n`),
      /steps$/,
    );
  });

  it('what a class does in a way that is not followed is refused where it is used', async () => {
    const copied =
      'struct P { int x, y; P(int a, int b) : x(a), y(b) {} P(const P& o) : x(o.y), y(o.x) {} };\nint main() { P p(1, 2);\nP q = p; std::swap(q.x, p.y); }';
    assert.match(await errorOf('cpp', copied), /^test:3:\d+: error: P says itself how it is copied/);
    const extending = (base: string, own: string, rest: string): string =>
      `struct B { int n = 0; ${base} }; struct D : B { ${own} };\nint main() { D d; int a = 1, b = 2; std::swap(a, b);\n${rest} }`;
    const two = extending('void f() { n = 1; }', 'void f() { n = 2; }', 'B *p = &d; p->f();');
    assert.match(await errorOf('cpp', two), /^test:3:\d+: error: f is not virtual, so which one is called/);
    assert.match(await errorOf('cpp', extending('', 'int m;', 'B e = d;')), /error: a D is put where a B stands/);
    const early = extending('B() { n = f(); } virtual int f() { return 1; }', 'int f() override { return 2; }', '');
    assert.match(await errorOf('cpp', early), /error: f is called while only the part of B is made/);
    const union = 'typedef union { int i; unsigned u; } Num;\nint main() { int a = 1, b = 2, t; t = a; a = b; b = t;\n';
    assert.match(await errorOf('c', `${union}Num x; x.i = 1; }`), /error: unions are not followed/);
    assert.match(await errorOf('c', `${union} }`), /steps$/);
    const felt =
      'int alive = 0; struct P { ~P() { alive--; } };\nint main() {\nP p; int a = 1, b = 2; std::swap(a, b); }';
    assert.match(await errorOf('cpp', felt), /^test:3:1: error: what ~P does when an object goes is not followed/);
    const made =
      'class Row { public: Row(int n); int at; };\nint main() {\nRow r(4); int a = 1, b = 2; std::swap(a, b); }';
    assert.match(await errorOf('cpp', made), /^test:3:\d+: error: Row declares how it is made/);
  });

  it('designators and places in one list are refused', async () => {
    const text = 'typedef struct { int a, b; } P; int main() { P p = { .b = 1, 2 }; }';
    await assert.rejects(read('c', text), /is not followed/);
  });

  it('what a class or a call has beside what is followed is refused where it is used, not passed over', async () => {
    const python = (decorator: string, use: string): string =>
      `class A:\n    def __init__(self): self.n = 1\n    ${decorator}\n    def f(self): return 2\nb = [1, 2]\nb.reverse()\n${use}`;
    assert.match(await errorOf('python', python('@cache', 'b.append(A().f())')), /^test:3:5: error: what @cache makes/);
    assert.match(
      await errorOf('python', python('@lazy(1)', 'b.append(A().f)')),
      /^test:3:5: error: what @lazy\(1\) makes/,
    );
    assert.equal(await errorOf('python', python('@cache', '')), '1 steps');
    const records =
      'from dataclasses import dataclass\n@dataclass\nclass A:\n    x: int\n@dataclass\nclass B:\n    y: int\nclass C(A, B): pass\nc = C(1)\n';
    assert.match(await errorOf('python', records), /^test:8:1: error: several dataclasses that are extended at once/);
    const numbers = 'from collections import UserList\nclass C(UserList):\n    pass\nc = C()\n';
    assert.match(await errorOf('python', numbers), /^test:2:1: error: the class that this one extends is not known/);
    const script = (text: string): Promise<string> => errorOf('javascript', `const b = [1, 2];\n${text}\nb.reverse();`);
    assert.match(
      await script('(function (n) { n = 2; b.push(arguments[0]); })(1);'),
      /^test:2:2: error: arguments of changed parameters is not/,
    );
    assert.match(await script('const o = { get x() { return 1; } };'), /^test:2:13: error: accessors are followed in/);
    assert.match(await script('class A { static { A.n = 1; } }'), /^test:2:11: error: static is not/);
  });

  it('what a class of Python has a say in is refused, not passed over', async () => {
    const python = (text: string): Promise<string> => errorOf('python', `b = [1, 2]\n${text}\nb.reverse()`);
    const own = 'class D:\n    def __get__(self, o, t): return 1\nclass A:\n    d = D()\n';
    assert.match(await python(`${own}b.append(A().d)`), /^test:6:10: error: d is a descriptor/);
    assert.match(await python(`${own}A().d = 3`), /^test:6:1: error: d is a descriptor/);
    assert.match(await python(`${own}b.append(A.d)`), /^test:6:10: error: d is a descriptor/);
    assert.match(await python('class A:\n    x = property(len)'), /^test:3:9: error: property is not defined/);
    assert.match(
      await python('class A:\n    def __init_subclass__(cls): b.append(cls)\nclass B(A): pass'),
      /^test:3:5: error: what __init_subclass__ does is not followed/,
    );
    assert.match(
      await python('class A:\n    def __new__(cls): return 3\nb.append(A())'),
      /^test:3:5: error: what __new__ does is not followed/,
    );
    const data = (text: string): Promise<string> =>
      python(`from dataclasses import dataclass, field, InitVar\n${text}`);
    assert.match(
      await data('@dataclass\nclass A:\n    x: InitVar[int]\nb.append(A(1))'),
      /^test:5:8: error: 'InitVar\[int\]' is not followed/,
    );
    assert.match(
      await data('@dataclass(kw_only=True)\nclass A:\n    x: int'),
      /^test:3:1: error: a dataclass with kw_only= is not followed/,
    );
    assert.match(
      await data('@dataclass(frozen=True)\nclass A:\n    x: int\na = A(1)\na.x = 2'),
      /^test:7:1: error: cannot assign to field x/,
    );
    assert.match(
      await data('@dataclass\nclass A:\n    x: list = []'),
      /^test:3:1: error: a mutable default for the field x is not allowed: use default_factory/,
    );
    assert.match(
      await python('class A: pass\nb.append(A() <= A())'),
      /^test:3:10: error: A\(\) and A\(\) cannot be ordered/,
    );
  });

  it('a generator that stands where something is owed is refused, and in Python one that is left there', async () => {
    const python = (text: string): Promise<string> => errorOf('python', `b = [1, 2]\n${text}\nb.reverse()`);
    const made = (last: string): string =>
      `def g():\n    try:\n        yield 1\n        yield 2\n    ${last}\n        b.append(3)\nfor x in g():\n    b.append(x)`;
    assert.match(await python(made('finally:')), / steps$/);
    const left = /^test:3:5: error: a generator is left in the middle of this/;
    assert.match(await python(`${made('finally:')}\n    break`), left);
    assert.match(await python(`${made('except:')}\n    break`), left);
    assert.match(await python(`${made('except (KeyError, GeneratorExit):')}\n    break`), left);
    assert.match(await python(`${made('except KeyError:')}\n    break`), / steps$/);
    assert.match(await python('def g():\n    yield 1\nx = g()\nx.close()'), /^test:5:1: error: what .close of/);
    assert.match(
      await python('def g():\n    b.append((yield 1))\nlist(g())'),
      /^test:3:5: error: yield in the middle of an expression/,
    );
    assert.match(await python('def g():\n    yield 1\nnext(map(str, g())); map(str, g()).send(1)'), /what .send of/);
    assert.match(
      await python('def g():\n    yield 1\n    raise StopIteration\nlist(g())'),
      /^test:4:5: error: StopIteration is raised in a generator/,
    );
    const script = (text: string): Promise<string> => errorOf('javascript', `const b = [1, 2];\n${text}\nb.reverse();`);
    assert.match(
      await script('class A {}\nclass B extends A { constructor() { this.x = 1; super(); } }\nnew B();'),
      /^test:3:37: error: this is spoken of before super/,
    );
    assert.match(
      await script('class A {}\nclass B extends A { constructor() { b.push(1); } }\nnew B();'),
      /^test:4:1: error: a constructor of a class that extends another one has to call super/,
    );
    assert.match(
      await script('class A { constructor() { return { x: 1 }; } }\nb.push(new A().x);'),
      /^test:3:8: error: a constructor that gives something else/,
    );
    assert.match(
      await script("const k = 'x';\nclass A { [k] = 1; }"),
      /^test:3:11: error: '\[k\] = 1' is not followed/,
    );
  });

  it('what runs before main is run or refused, not passed over', async () => {
    const go = 'package main\nvar k = 1\nfunc init() { k = 2 }\nfunc main() { a, b := k, 5; a, b = b, a }';
    assert.match(await errorOf('go', go), /^test:3:1: error: init runs before main/);
    const java =
      'class A { static int n = 1;\nstatic { n = 5; }\npublic static void main(String[] a) { int x = n, y = 2; x = y; y = n; } }';
    assert.deepEqual(story(await read('java', java, undefined, { track: ['x', 'y'] })).at(-1), '2 5');
  });

  it('a parameter of a constructor that says how it can be reached is a field too', async () => {
    const text = `class A { constructor(public a: string, private readonly n = 3, c = 4) { this.n += c; } }
      const x = new A('q');\nconst r = [x.a, x.n, x.c];\nr.reverse();`;
    assert.deepEqual(story(await read('typescript', text.replace('this.n += c', 'c++'))), [
      "'q' 3 undefined",
      "undefined 3 'q'",
    ]);
  });
});
