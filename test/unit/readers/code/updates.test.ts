import assert from 'node:assert/strict';
import { checkTrace } from '../../../../src/trace/schema';
import { verdictOf } from '../../../../src/trace/verdict';
import { readCode } from '../../../../src/readers/code';
import type { Trace } from '../../../../src/trace/trace';
import { story } from './read';

async function read(language: string, text: string, track?: string[]): Promise<Trace> {
  const trace = await readCode({ uri: '-', language, text }, track ? { track } : {});
  return checkTrace(JSON.parse(JSON.stringify(trace)));
}

/** Class, order, and what is held in the end. */
function told(trace: Trace): string {
  const { class: kind, order } = verdictOf(trace);
  const held = trace.slots.map((slot, at) => `${slot} = ${trace.objects[trace.final?.[at] ?? -1] ?? '?'}`);
  return `${kind} ${order ?? '?'}: ${held.filter((text) => !text.startsWith('const ')).join(', ')}`;
}

/** A program, and what it is: by hand, from the automaton that it writes down. */
const PROGRAMS: [what: string, language: string, text: string, wanted: string][] = [
  ['a light', 'python', 'n = 0\nfor c in "0110100":\n    if c == "1":\n        n = 1 - n\n', 'solvable 2: n = 1'],
  ['a sum modulo 3', 'python', 'n = 0\nfor k in [1, 2, 2, 1]:\n    n = (n + k) % 3\n', 'solvable 3: n = 0'],
  [
    'states by a dictionary of pairs',
    'python',
    't = {("e", "b"): "o", ("o", "b"): "e", ("e", "a"): "e", ("o", "a"): "o"}\ns = "e"\nfor c in "abbab":\n    s = t[s, c]\n',
    "solvable 2: s = 'o'",
  ],
  [
    'a flip-flop by a dictionary',
    'python',
    't = {(0, "s"): 1, (1, "s"): 1, (0, "r"): 0, (1, "r"): 0, (0, "k"): 0, (1, "k"): 1}\nq = 0\nfor c in "skr":\n    q = t[q, c]\n',
    'aperiodic 3: q = 0',
  ],
  [
    'states passed on by a variable',
    'python',
    't = {"a": {"x": "b", "y": "a"}, "b": {"x": "a", "y": "b"}}\ns = "a"\nfor c in "xxyx":\n    n = t[s][c]\n    s = n\n',
    "solvable 2: s = 'b'",
  ],
  [
    'S3 on three states',
    'python',
    't = {"r": [1, 2, 0], "s": [1, 0, 2]}\nq = 0\nfor c in "rsrrs":\n    q = t[c][q]\n',
    'solvable 6: q = 2',
  ],
  [
    'all maps of three states',
    'python',
    't = {"r": [1, 2, 0], "s": [1, 0, 2], "c": [0, 0, 2]}\nq = 0\nfor c in "rsrrsc":\n    q = t[c][q]\n',
    'solvable 27: q = 2',
  ],
  [
    'a counter that wraps around',
    'python',
    'h = 0\nfor i in range(10):\n    h += 1\n    if h == 6:\n        h = 0\n',
    'solvable 6: h = 4',
  ],
  [
    'a function of its own by the name of one of the library',
    'python',
    'def max(a, b):\n    return (a + b) % 3\nm = 0\nfor v in [1, 2, 2]:\n    m = max(m, v)\n',
    'solvable 3: m = 2',
  ],
  ['the largest so far', 'python', 'm = 0\nfor v in [1, 3, 2, 3]:\n    m = max(m, v)\n', 'aperiodic 4: m = 3'],
  [
    'branches that this run does not take',
    'python',
    's = 0\nfor c in "aaa":\n    if s == 0:\n        if c == "b":\n            s = 1\n    else:\n        s = 0\ns = 1 - s\n',
    'solvable 4: s = 1',
  ],
  [
    'rounds that end early',
    'python',
    's = "a"\nfor c in "0110":\n    if s == "a":\n        s = "b"\n        continue\n    s = "a"\n',
    "solvable 2: s = 'a'",
  ],
  [
    'a function with early returns',
    'python',
    'def step(s, c):\n    if c == "a":\n        return s\n    if s == 0:\n        return 1\n    return 0\n\ns = 0\nfor c in "abb":\n    s = step(s, c)\n',
    'solvable 2: s = 0',
  ],
  [
    'a field',
    'python',
    'class L:\n    def __init__(self):\n        self.on = False\n    def t(self):\n        self.on = not self.on\n\nl = L()\nfor c in "xxx":\n    l.t()\n',
    'solvable 2: l.on = True',
  ],
  [
    'cells of a list',
    'python',
    'a = [0, 0, 0]\nfor i in [0, 1, 0]:\n    a[i] = 1 - a[i]\n',
    'solvable 4: a[0] = 0, a[1] = 1, a[2] = 0',
  ],
  [
    'two that depend on each other',
    'python',
    'a, b = 0, 1\nfor i in range(6):\n    a, b = b, (a + b) % 5\n',
    'solvable 20: (a, b) = (3, 3)',
  ],
  [
    'one that depends on another',
    'python',
    'p = 0\nt = 0\nfor i in range(6):\n    p = 1 - p\n    t = (t + p) % 3\n',
    'solvable 18: (p, t) = (0, 0)',
  ],
  [
    'two that do not',
    'python',
    'x = 0\ny = 0\nfor i in range(6):\n    x = (x + 1) % 2\n    y = (y + 1) % 3\n',
    'solvable 6: x = 0, y = 0',
  ],
  [
    'beside a counter of rounds',
    'python',
    'w = "abba"\ni = 0\ns = 0\nwhile i < len(w):\n    if w[i] == "b":\n        s = (s + 1) % 2\n    i += 1\n',
    'solvable 2: s = 0',
  ],
  [
    'beside things that move',
    'python',
    'c = ["r", "g"]\nl = 0\nfor op in "sts":\n    if op == "s":\n        c[0], c[1] = c[1], c[0]\n    else:\n        l = 1 - l\n',
    "solvable 4: c[0] = 'r', c[1] = 'g', l = 1",
  ],
  [
    'a switch with returns in a callback',
    'javascript',
    'let s = 0;\n[..."abbab"].forEach((c) => {\n  switch (s) {\n    case 0: if (c === "b") { s = 1; } return;\n    case 1: if (c === "b") { s = 0; } return;\n  }\n});\n',
    'solvable 2: s = 1',
  ],
  [
    'a function that is called for each letter',
    'javascript',
    'let s = 0;\nfunction step(c) {\n  if (s === 2) { s = 0; return; }\n  if (c === "b") s += 1;\n}\n[..."bbab"].forEach(step);\n',
    'solvable 24: s = 1',
  ],
  [
    'a loop that brings back within bounds',
    'python',
    'x = 0\nfor k in [2, 4, 5, 1]:\n    x += k\n    while x >= 3:\n        x -= 3\n',
    'solvable 3: x = 0',
  ],
  [
    'beside a list that keeps the states',
    'python',
    's = 0\nseen = []\nfor c in "0110":\n    if c == "1":\n        s = 1 - s\n    seen.append(s)\n',
    'solvable 2: s = 0',
  ],
  [
    'JavaScript',
    'javascript',
    'let f = false;\nlet n = 0;\nfor (const c of "xyx") {\n  f = !f;\n  n ^= 1;\n}\n',
    'solvable 4: f = true, n = 1',
  ],
  [
    'TypeScript',
    'typescript',
    'let s: string = "a";\nfor (const c of "011") {\n  if (s === "a" && c === "1") s = "b";\n  else if (s === "b" && c === "1") s = "a";\n}\n',
    "solvable 2: s = 'a'",
  ],
  [
    'C',
    'c',
    'int main(void) {\n  int s = 0, i;\n  int w[4] = {1, 0, 1, 1};\n  for (i = 0; i < 4; i++)\n    switch (s) { case 0: if (w[i]) s = 1; break; case 1: if (w[i]) s = 2; break; default: if (w[i]) s = 0; break; }\n}\n',
    'solvable 3: s = 0',
  ],
  [
    'C with a function',
    'c',
    'int l = 0;\nvoid t(void) { l ^= 1; }\nint main(void) { t(); t(); t(); }\n',
    'solvable 2: l = 1',
  ],
  [
    'C++',
    'cpp',
    'struct C { int v; void tick() { v++; if (v == 4) v = 0; } };\nint main() {\n  C c{0};\n  for (int i = 0; i < 6; i++) c.tick();\n}\n',
    'solvable 4: c.v = 2',
  ],
  [
    'Java',
    'java',
    'public class G {\n  public static void main(String[] args) {\n    int t = 0;\n    boolean odd = false;\n    int[] w = {1, 2, 2};\n    for (int s : w) { t = (t + s) % 3; odd = !odd; }\n  }\n}\n',
    'solvable 6: t = 2, odd = true',
  ],
  [
    'Go',
    'go',
    'package main\n\nfunc main() {\n\ts := 0\n\tt := [2][2]int{{0, 1}, {1, 0}}\n\tfor _, b := range []int{1, 0, 1, 1} {\n\t\ts = t[s][b]\n\t}\n}\n',
    'solvable 2: s = 1',
  ],
  [
    'Go, by letters that stand in an array',
    'go',
    'package main\n\nfunc main() {\n\ts, d := 0, 0\n\tt := [3][2]int{{0, 1}, {1, 2}, {2, 0}}\n\tc := [2][2][2]int{{{0, 1}, {1, 0}}, {{1, 0}, {0, 1}}}\n\tw := [3]int{1, 0, 1}\n\tfor n := 0; n < 3; n++ {\n\t\ts = t[s][w[n]]\n\t\td = c[d][w[n]][d]\n\t}\n}\n',
    'solvable 9: s = 2, d = 1',
  ],
  [
    'Rust',
    'rust',
    'fn main() {\n    let mut lit = false;\n    let mut n = 0;\n    for i in 0..3 {\n        lit = !lit;\n        n = (n + i) % 3;\n    }\n}\n',
    'solvable 6: lit = true, n = 0',
  ],
];

describe('computed updates', () => {
  for (const [what, language, text, wanted] of PROGRAMS)
    it(`of ${what}`, async () => assert.equal(told(await read(language, text)), wanted));

  it('leave what only moves as it is, whatever decides it', async () => {
    const trace = await read(
      'python',
      'a = [3, 1, 2]\nn = 0\nfor i in range(3):\n    for j in range(2):\n        if a[j] > a[j + 1]:\n            a[j], a[j + 1] = a[j + 1], a[j]\n            n += 1\n',
    );
    assert.equal(told(trace), 'solvable 6: a[0] = 1, a[1] = 2, a[2] = 3');
    assert.equal(trace.cells, undefined);
    assert.equal(trace.thisRunOnly, undefined);
  });

  it('are none where values are moved by a temporary of the world and by one of a function', async () => {
    for (const [language, text] of [
      [
        'java',
        'class A {\n  static void turn(int... v) { int t = v[0]; v[0] = v[1]; v[1] = t; }\n  public static void main(String[] z) {\n    int[] a = {1, 2, 3};\n    turn(a);\n    int t = a[0]; a[0] = a[2]; a[2] = t;\n    turn(a);\n  }\n}\n',
      ],
      [
        'python',
        'def turn(v):\n    t = v[0]\n    v[0] = v[1]\n    v[1] = t\n\na = [1, 2, 3]\nturn(a)\nt = a[0]\na[0] = a[2]\na[2] = t\nturn(a)\n',
      ],
    ] as const) {
      const trace = await read(language, text);
      assert.equal(told(trace), 'solvable 6: a[0] = 1, a[1] = 3, a[2] = 2');
      assert.equal(trace.thisRunOnly, undefined, language);
    }
  });

  it('share their values with things that look like one of them', async () => {
    const trace = await read('python', 'x = 0\ny = 1\ns = 0\nfor c in "ab":\n    x, y = y, x\n    s = (s + 1) % 3\n');
    assert.deepEqual(trace.slots.slice(0, 3), ['x', 'y', 's']);
    assert.deepEqual(story(trace), [...['0 1 0', '1 0 0', '1 0 1', '0 1 1', '0 1 2']]);
    assert.equal(new Set(trace.objects).size, trace.objects.length);
  });

  it('are not said to be one step where rounds, or calls, cannot be told apart', async () => {
    for (const [language, text] of [
      ['python', 's = 0\nfor c in "aabbab":\n    if s == 3:\n        break\n    s = s + 1\n'],
      ['python', 's = 0\nwhile True:\n    if s == 3:\n        break\n    s = s + 1\n'],
      [
        'c',
        'int main(void) {\n  int s = 0;\n  for (int i = 0; i < 9; i++) { if (s == 3) break; s = (s + 1) % 5; }\n}\n',
      ],
      ['javascript', 'let s = 0;\n[..."abba"].some((c) => { if (c === "b") s = 1 - s; return s === 5; });\n'],
    ] as const) {
      for (const track of [undefined, ['s']]) {
        const trace = await read(language, text, track);
        assert.match(trace.thisRunOnly ?? '', /^s is computed from its own values, and .*told apart/);
        assert.equal(trace.cells, undefined);
      }
    }
  });

  it('of places that depend on each other are one slot, also where the places are asked for', async () => {
    const trace = await read('python', 'a, b = 0, 1\nfor i in range(6):\n    a, b = b, (a + b) % 5\n', ['a', 'b']);
    assert.equal(told(trace), 'solvable 20: (a, b) = (3, 3)');
  });

  it('are seen where they are done, though the update goes on: an assignment in a condition comes before what is under it', async () => {
    for (const [language, text] of [
      [
        'javascript',
        'let a = [5, 6, 7];\nlet x = 1, z = 2;\nif (z !== a[1] && (z = x) < 4) {\n  [a[0], a[z]] = [a[z], a[0]];\n}\n',
      ],
      ['python', 'a = [5, 6, 7]\nx = 1\nz = 2\nif z != a[1] and (z := x) < 4:\n    a[0], a[z] = a[z], a[0]\n'],
      [
        'c',
        'int main(void) {\n  int a[] = {5, 6, 7}, x = 1, z = 2;\n  if (z != a[1] && (z = x) < 4) {\n    int t = a[0];\n    a[0] = a[z];\n    a[z] = t;\n  }\n}\n',
      ],
    ] as const) {
      const trace = await read(language, text, ['a', 'x', 'z']);
      assert.deepEqual(story(trace), ['5 6 7 1 2', '5 6 7 1 1', '6 5 7 1 1'], language);
    }
  });

  it('of which one begins or ends in the middle of another make one cell of several places', async () => {
    const between = 'n = 0\nm = 0\nfor c in "abab":\n    n += 1\n    m = 1 - m\n    if n == 3:\n        n = 0\n';
    const trace = await read('python', between);
    assert.equal(told(trace), 'solvable 6: (n, m) = (1, 0)');
    assert.deepEqual(story(trace), ['(0, 0)', '(1, 1)', '(2, 0)', '(0, 1)', '(1, 0)']);
    const atOnce = await read('python', 'n = 0\nm = 0\nfor c in "aba":\n    n, m = 1 - n, (m + 1) % 3\n');
    assert.deepEqual(story(atOnce), ['(0, 0)', '(1, 1)', '(0, 2)', '(1, 0)']);
    const after = await read('python', 'n = 0\nm = 0\nfor c in "aba":\n    n = 1 - n\n    m = (m + 1) % 3\n');
    assert.deepEqual(Object.keys(after.cells ?? {}), ['n', 'm']);
  });

  it('are no tables where they are too many together, or where something moves in the middle of one', async () => {
    const many = 'a = b = c = 0\nfor i in range(4):\n    a, b, c = (a + 1) % 5, (b + 1) % 7, (c + 1) % 3\n';
    assert.match((await read('python', many, ['a', 'b', 'c'])).thisRunOnly ?? '', /more than 64 values/);
    const moved =
      'n = 0\na = [5, 6]\nfor i in range(4):\n    n += 1\n    a[0], a[1] = a[1], a[0]\n    if n == 3:\n        n = 0\n';
    const trace = await read('python', moved, ['n', 'a']);
    assert.equal(trace.thisRunOnly, 'n is computed anew, and other places change in the middle of that');
    assert.deepEqual(story(trace).slice(4, 8), ['2 5 6', '3 5 6', '3 6 5', '0 6 5']);
  });

  it('at once with others are one step: between two there would be a state that never was', async () => {
    const plain = (trace: Trace) => story(trace).map((told) => told.replaceAll(/const |[(),]/g, ''));
    // Two places that are only set.
    const inTurn =
      'let a = [120, 107, 102];\nlet y = 127;\nlet z = 134;\nlet i = 0;\ndo {\n    if (a[i] === 135) continue;\n    a[i] = z;\n} while (++i < 2);\ny = (y + 2) % 997;\nfor (let n = 0; n < 2; n++) {\n    let k = 0;\n    a[k++] = a[k++] = y;\n}\na[2] = y;\n';
    assert.deepEqual(plain(await read('javascript', inTurn, ['a', 'y'])), [
      ...['120 107 102 127', '134 107 102 127', '134 134 102 127', '134 134 102 129'],
      ...['129 129 102 129', '129 129 102 129', '129 129 129 129'],
    ]);
    assert.deepEqual(plain(await read('javascript', inTurn)).slice(2, 4), ['134 134 102 134', '129 129 102 134']);
    // One that is only set, and one that is moved as well.
    const moved =
      'def last(x, y):\n    if y >= x:\n        return y\n    t = y\n    return y\n\nb = [119, 107]\ny = 130\nfor n in range(2):\n    y = last(y, 146)\ni = 1\nb[i], i = y, 0\ny = y and b[1]\n';
    const trace = await read('python', moved, ['b', 'y', 'i']);
    assert.deepEqual(plain(trace).slice(2), ['146 119 107 1', '146 119 146 0', '146 119 146 0']);
    assert.equal(trace.thisRunOnly, '(b[1], y) is computed anew, and other places change in the middle of that');
    // One that is only set, and one whose table it would make too large.
    const large =
      'a = [113, 110, 119]\nx = 125\ny = 128\nk = 4\nwhile (k := k - 1) > 0:\n    if (x % 3) == 0:\n        y += (y := 133)\n    else:\n        x = (lambda: a[2])()\na[x % 3] = 147\na[x % 3], x = a[x % 3], x\nj = 4\nwhile (j := j - 1) > 0:\n    y = (x := 151) if (y >= y) else a[1]\n';
    assert.deepEqual(plain(await read('python', large, ['x', 'y'])), [
      ...['125 128', '119 128', '119 128', '119 128', '119 128', '151 151', '151 151', '151 151'],
    ]);
  });

  it('are found out in few runs where a place takes too many values, and also where a statement calls what does more', async () => {
    const ways = `def ways(pence):
    row = [1] + [0] * pence
    for coin in [1, 2, 5, 10, 20, 50, 100, 200]:
        for i in range(coin, pence + 1):
            row[i] += row[i - coin]
    return row[pence]

ways(200)
`;
    const trace = await read('python', ways);
    assert.match(trace.thisRunOnly ?? '', /takes more than 64 values|too long/);
    // The property's setter, which nobody undoes, changes another place as well.
    const dial = `class Dial:
    def __init__(self):
        self.at = 0
        self.turns = 0

    @property
    def now(self):
        return self.at

    @now.setter
    def now(self, value):
        self.turns = 1 - self.turns
        self.at = value % 3

dial = Dial()
for i in range(5):
    dial.now = dial.now + 1
`;
    assert.equal(told(await read('python', dial)), 'solvable 6: (dial.at, dial.turns) = (2, 1)');
  });

  it('end where what they made is put: an object is made in one place and stands in another', async () => {
    const inJava =
      'class P {\n  int x, y;\n  P(int x, int y) { this.x = x; this.y = y; }\n}\nclass Main {\n  static P next(P r) { return new P(r.y, (r.x + 1) % 3); }\n  public static void main(String[] args) {\n    P p = new P(0, 1);\n    for (int i = 0; i < 3; i++) {\n      p.x = (p.x + 1) % 3;\n      p = next(p);\n    }\n  }\n}\n';
    const inPython =
      'class P:\n    def __init__(self, x, y):\n        self.x = x\n        self.y = y\n\ndef next(r):\n    return P(r.y, (r.x + 1) % 3)\n\np = P(0, 1)\nfor i in range(3):\n    p.x = (p.x + 1) % 3\n    p = next(p)\n';
    for (const [language, text] of [
      ['java', inJava],
      ['python', inPython],
    ] as const)
      assert.deepEqual(
        story(await read(language, text, ['p'])).map((state) => state.replaceAll(/[(),]/g, '')),
        ['0 1', '1 1', '1 2', '2 2', '2 0', '0 0', '0 1'],
        language,
      );
  });

  it('that only set a place are steps on it', async () => {
    const trace = await read('python', 's = 3\nfor c in "ab":\n    s = s * 0\n');
    assert.deepEqual(story(trace), ['3', '0', '0']);
    assert.equal(told(trace), 'aperiodic 2: s = 0');
    assert.equal(trace.thisRunOnly, undefined);
  });

  it('speak of this run only where what passes a value on is asked for', async () => {
    const passed = 't = [1, 0]\ns = 0\nfor c in "aaa":\n    n = t[s]\n    s = n\n';
    assert.equal(told(await read('python', passed)), 'solvable 2: s = 1');
    const trace = await read('python', passed, ['s', 'n']);
    assert.equal(trace.thisRunOnly, 's is computed anew by way of n, which is followed as well');
  });

  it('speak of this run only where no table is found', async () => {
    const partial = await read(
      'python',
      't = {("a", "x"): "b", ("b", "y"): "a"}\ns = "a"\nfor c in "xyx":\n    s = t[s, c]\n',
    );
    assert.match(partial.thisRunOnly ?? '', /with another value of s this would end in an error/);
    const endless = await read('python', 'n = 0\nfor k in range(99):\n    n += 1\n', ['n']);
    assert.match(endless.thisRunOnly ?? '', /^n is computed from its own values, and n takes more than 64 values$/);
    const alone = await read('python', 'n = 0\nfor k in range(99):\n    n += 1\n');
    assert.deepEqual(
      story(alone)
        .slice(0, 3)
        .concat(story(alone).at(-1) ?? ''),
      ['0', '1', '2', '99'],
    );
    assert.equal(alone.thisRunOnly, endless.thisRunOnly);
  });
});
