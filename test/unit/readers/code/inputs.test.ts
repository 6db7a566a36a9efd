import assert from 'node:assert/strict';
import { UnreadError, type ReadOptions } from '../../../../src/readers/reader';
import { checkTrace } from '../../../../src/trace/schema';
import type { Range } from '../../../../src/trace/source';
import { lines, read } from './read';

const PYTHON = `def order(row):
    for end in range(len(row) - 1, 0, -1):
        for i in range(end):
            if row[i] > row[i + 1]:
                row[i], row[i + 1] = row[i + 1], row[i]
    return row

`;

async function told(language: string, text: string, options: ReadOptions = {}, selection?: Range) {
  const trace = await read(language, text, selection, options);
  checkTrace(JSON.parse(JSON.stringify(trace)));
  const show = (state: readonly number[] | null) => (state ?? []).map((object) => trace.objects[object]).join(' ');
  return {
    moved: `${show(trace.initial)} → ${show(trace.final)}`,
    slots: trace.slots.join(' '),
    assumed: (trace.assumed ?? []).map(({ text }) => text),
  };
}

async function faultOf(language: string, text: string, options: ReadOptions = {}, selection?: Range) {
  try {
    await read(language, text, selection, options);
  } catch (error) {
    if (error instanceof UnreadError) return error;
    throw error;
  }
  throw new assert.AssertionError({ message: 'it was read' });
}

/** Where a text has its values, and what is said of that. */
const FOUND: readonly [what: string, language: string, text: string, moved: string, assumed: string][] = [
  [
    'a doctest',
    'python',
    'def order(row):\n    """\n    >>> order([])\n    []\n    >>> order([3, 1, 2])\n    [1, 2, 3]\n    """\n    row.sort()\n    return row\n',
    '3 1 2 → 1 2 3',
    'read as the call order([3, 1, 2]), as the doctest has it',
  ],
  [
    'a doctest with a variable',
    'python',
    'def order(row):\n    """\n    >>> given = [2, 1]\n    >>> order(given)\n    """\n    row.sort()\n',
    '2 1 → 1 2',
    'read as the call order([2, 1]), as the doctest has it',
  ],
  [
    'an assertion of a test',
    'python',
    `import nowhere\n${PYTHON}def test_order():\n    assert order([3, 1, 2]) == [1, 2, 3]\n`,
    '3 1 2 → 1 2 3',
    'read as the call order([3, 1, 2]), as the test test_order has it',
  ],
  [
    'a parametrized test',
    'python',
    `import pytest\n${PYTHON}@pytest.mark.parametrize("row, wanted", [([4, 3], [3, 4]), ([], [])])\ndef test_order(row, wanted):\n    assert order(row) == wanted\n`,
    '4 3 → 3 4',
    'read as the call order([4, 3]), as the test test_order has it',
  ],
  [
    'a method of unittest',
    'python',
    `import unittest\n${PYTHON}class T(unittest.TestCase):\n    def test_it(self):\n        self.assertEqual(order([2, 1]), [1, 2])\n`,
    '2 1 → 1 2',
    'read as the call order([2, 1]), as the test test_it has it',
  ],
  [
    'a main program that is not followed',
    'python',
    `${PYTHON}if __name__ == "__main__":\n    import argparse\n    argparse.ArgumentParser().parse_args()\n    print(order([5, 4]))\n`,
    '5 4 → 4 5',
    'read as the call order([5, 4]), as the main program has it; this is not read as it stands: argparse.ArgumentParser is not defined here, so what it does is not known',
  ],
  [
    'an example test of Go',
    'go',
    'package p\n\nfunc Order(row []int) { row[0], row[1] = row[1], row[0] }\n\nfunc TestOrder(t *testing.T) {\n\trow := []int{2, 1}\n\tOrder(row)\n\tt.Log(row)\n}\n',
    '2 1 → 1 2',
    'read as the call Order([2, 1]), as the test TestOrder has it',
  ],
  [
    'a test of Rust',
    'rust',
    'pub fn order(row: &mut [i32]) { row.swap(0, 1); }\n\n#[cfg(test)]\nmod tests {\n    use super::*;\n    #[test]\n    fn swaps() {\n        let mut row = vec![2, 1];\n        order(&mut row);\n        assert_eq!(row, vec![1, 2]);\n    }\n}\n',
    '2 1 → 1 2',
    'read as the call order([2, 1]), as the test swaps has it',
  ],
  [
    'a test of Java',
    'java',
    'class Order {\n  static void order(int[] row) { int t = row[0]; row[0] = row[1]; row[1] = t; }\n  @Test\n  void swaps() {\n    int[] row = new int[] {2, 1};\n    Order.order(row);\n  }\n}\n',
    '2 1 → 1 2',
    'read as the call Order.order([2, 1]), as the test swaps has it',
  ],
];

describe('values that a text does not give where it is read', () => {
  for (const [what, language, text, moved, assumed] of FOUND)
    it(`come from ${what}`, async () => {
      const found = await told(language, text);
      assert.equal(found.moved, moved);
      assert.equal(found.assumed.join('; '), assumed);
    });

  it('come from the text itself before anything else', async () => {
    const found = await told('python', `${PYTHON}\nrow = [9, 8]\norder(row)\n\ndef test():\n    order([3, 1, 2])\n`);
    assert.equal(found.moved, '9 8 → 8 9');
    assert.deepEqual(found.assumed, []);
  });

  it('are not taken from calls whose values are made up on the way', async () => {
    const text = `${PYTHON}def test():\n    row = [3, 1]\n    row.append(2)\n    order(row)\n`;
    assert.deepEqual((await faultOf('python', text)).asks, {
      kind: 'call',
      name: 'order',
      suggested: 'order([3, 1, 5, 2, 4])',
    });
  });

  it('are asked for at the place that needs them, with a call that would do', async () => {
    const { range, reason, asks, kind } = await faultOf('python', PYTHON);
    assert.deepEqual([range.start.line, range.start.character], [3, 15]);
    assert.match(reason, /the value of row\[0\] is not known here/);
    assert.equal(kind, 'unknown-value');
    const suggested = asks?.kind === 'call' ? asks.suggested : '';
    assert.equal((await told('python', PYTHON, { call: suggested })).moved, '3 1 5 2 4 → 1 2 3 4 5');
  });

  for (const [language, text, suggested] of [
    ['python', 'def f(a: list[int], n: int, low=0):\n    return a[n] > a[0]\n', 'f([3, 1, 5, 2, 4], 5)'],
    ['python', 'def f(words: list[str], key, text: str):\n    return words[0] > words[1]\n', undefined],
    ['python', 'class A:\n    def f(self, items):\n        return items[0] > items[1]\n', 'A().f([3, 1, 5, 2, 4])'],
    ['c', 'int f(int *a, int n) { return a[0] > a[n - 1]; }', 'f([3, 1, 5, 2, 4], 5)'],
    ['go', 'package p\nfunc f(a, b []int) bool { return a[0] > b[0] }', 'f([3, 1, 5, 2, 4], [8, 6, 10, 7, 9])'],
    ['rust', 'fn f(a: &mut Vec<i32>, lo: usize, hi: usize) -> bool { a[lo] > a[hi] }', 'f([3, 1, 5, 2, 4], 0, 4)'],
    [
      'java',
      'class A { static boolean f(int[] a, String s) { return a[0] > a[1]; } }',
      'A.f([3, 1, 5, 2, 4], "abcde")',
    ],
  ] as const)
    it(`are suggested by types and names: ${suggested ?? 'not where a function is wanted'}`, async () => {
      const { asks } = await faultOf(language, text);
      assert.equal(asks?.suggested, suggested);
    });
});

describe('lists of which nothing is known', () => {
  it('have five elements where a function goes through one, which is said', async () => {
    const text =
      'def back(a):\n    n = len(a)\n    for i in range(n // 2):\n        a[i], a[n - 1 - i] = a[n - 1 - i], a[i]\n';
    const { moved, assumed } = await told('python', text);
    assert.equal(moved, 'a[0] a[1] a[2] a[3] a[4] → a[4] a[3] a[2] a[1] a[0]');
    assert.match(
      assumed.join(),
      /nothing here calls back: it is read as back\(\[\?, \?, \?, \?, \?\]\), with lists of five elements/,
    );
  });

  it('have as many as they are given', async () => {
    const text = 'def back(a):\n    a.reverse()\n';
    assert.equal((await told('python', text, { call: 'back([?, ?, ?])' })).moved, 'a[0] a[1] a[2] → a[2] a[1] a[0]');
    assert.equal((await told('python', text, { set: { a: '[?, ?]' } })).moved, 'a[0] a[1] → a[1] a[0]');
  });

  for (const [language, text] of [
    [
      'c',
      'void back(int a[], int n) { for (int i = 0; i < n / 2; i++) { int t = a[i]; a[i] = a[n - 1 - i]; a[n - 1 - i] = t; } }',
    ],
    ['cpp', '#include <vector>\nvoid back(std::vector<int> &a) { std::reverse(a.begin(), a.end()); }'],
    ['javascript', 'function back(a) { return a.reverse(); }'],
    [
      'go',
      'package p\nfunc back(a []int) { for i, j := 0, len(a)-1; i < j; i, j = i+1, j-1 { a[i], a[j] = a[j], a[i] } }',
    ],
    ['rust', 'fn back(a: &mut [i32]) { a.reverse(); }'],
    [
      'java',
      'class A { static void back(int[] a) { for (int i = 0; i < a.length / 2; i++) { int t = a[i]; a[i] = a[a.length - 1 - i]; a[a.length - 1 - i] = t; } } }',
    ],
  ] as const)
    it(`are followed in ${language}`, async () => {
      assert.equal((await told(language, text)).moved, 'a[0] a[1] a[2] a[3] a[4] → a[4] a[3] a[2] a[1] a[0]');
    });

  for (const [language, text, moved] of [
    ['python', 'a[i], a[j] = a[j], a[i]', 'a[i] a[j] → a[j] a[i]'],
    ['python', 'a[i], a[i + 1] = a[i + 1], a[i]', 'a[i] a[i + 1] → a[i + 1] a[i]'],
    [
      'c',
      'int main(void) { return 0; }\nvoid f(void) {\nint t = a[i]; a[i] = a[n - 1 - i]; a[n - 1 - i] = t;\n}',
      'a[i] a[n - 1 - i] → a[n - 1 - i] a[i]',
    ],
    ['javascript', '[a[i], a[j]] = [a[j], a[i]];', 'a[i] a[j] → a[j] a[i]'],
  ] as const)
    it(`have places under indices that are not known: ${moved}`, async () => {
      const selection = language === 'c' ? lines(3, 3) : undefined;
      const found = await told(language, text, {}, selection);
      assert.equal(found.moved, moved);
      assert.match(found.assumed.join(), /are taken to be different places/);
    });

  it('are not compared: the example is asked for where they are', async () => {
    const { range, asks } = await faultOf('python', 'if a[i] > a[j]:\n    a[i], a[j] = a[j], a[i]\n');
    assert.deepEqual(range.start, { line: 0, character: 3 });
    assert.deepEqual(asks, { kind: 'value', name: 'a', suggested: '[3, 1, 5, 2, 4]' });
  });
});

describe('values that are given', () => {
  it('are those of the names, and are said', async () => {
    const text = 'row[k], row[0] = row[0], row[k]\n';
    const found = await told('python', text, { set: { k: '2', row: '[7, 8, 9]' } });
    assert.equal(found.moved, '7 8 9 → 9 8 7');
    assert.deepEqual(found.assumed, ['k is 2', 'row is [7, 8, 9]']);
  });

  it('are refused where nothing asks for them', async () => {
    const text = 'row = [1, 2]\nrow[0], row[1] = row[1], row[0]\n';
    for (const set of [{ n: '5' }, { row: '[3, 4]' }] as Record<string, string>[]) {
      const { kind, reason } = await faultOf('python', text, { set });
      assert.equal(kind, 'not-there');
      assert.match(reason, new RegExp(`${Object.keys(set)[0]} is not asked for here`));
    }
  });

  it('are refused where they are none', async () => {
    assert.equal((await faultOf('python', 'a = b\n', { set: { 'a b': '1' } })).kind, 'syntax');
    assert.equal((await faultOf('python', 'a = b\n', { set: { b: '[1' } })).kind, 'syntax');
  });
});

/** Programs that read their input, and two lines of it. */
const READING: readonly [language: string, text: string][] = [
  [
    'python',
    'n = int(input("how many? "))\nrow = [int(one) for one in input().split()]\nrow[0], row[n - 1] = row[n - 1], row[0]\n',
  ],
  [
    'python',
    'import sys\nn = int(sys.stdin.readline())\nrow = list(map(int, sys.stdin.read().split()))\nrow[0], row[n - 1] = row[n - 1], row[0]\n',
  ],
  [
    'javascript',
    "const n = Number(prompt('how many?'));\nconst row = prompt().split(' ').map(Number);\n[row[0], row[n - 1]] = [row[n - 1], row[0]];\n",
  ],
  [
    'c',
    '#include <stdio.h>\nint main(void) { int n; scanf("%d", &n); int row[3]; for (int i = 0; i < n; i++) scanf("%d", &row[i]); int t = row[0]; row[0] = row[n - 1]; row[n - 1] = t; }',
  ],
  [
    'cpp',
    '#include <iostream>\nint main() { int n; std::cin >> n; std::vector<int> row(n); for (int i = 0; i < n; i++) std::cin >> row[i]; std::swap(row[0], row[n - 1]); }',
  ],
  [
    'go',
    'package main\nfunc main() { var n int; fmt.Scan(&n); row := make([]int, n); for i := range row { fmt.Scan(&row[i]) }; row[0], row[n-1] = row[n-1], row[0] }',
  ],
  [
    'go',
    'package main\nfunc main() { in := bufio.NewReader(os.Stdin)\n line, err := in.ReadString(10)\n if err != nil { return }\n n, _ := strconv.Atoi(strings.TrimSpace(line))\n row := []int{}\n all := bufio.NewScanner(in)\n for all.Scan() { for _, word := range strings.Fields(all.Text()) { v, err := strconv.Atoi(word); if err == nil { row = append(row, v) } } }\n row[0], row[n-1] = row[n-1], row[0] }',
  ],
  [
    'rust',
    'use std::io;\nfn main() { let mut line = String::new(); io::stdin().read_line(&mut line).expect("no line"); let n: usize = line.trim().parse().unwrap(); line.clear(); io::stdin().read_line(&mut line).unwrap(); let mut row: Vec<i32> = line.split_whitespace().map(|one| one.parse::<i32>().unwrap()).collect(); row.swap(0, n - 1); }',
  ],
  [
    'rust',
    "use std::io::{self, BufRead};\nfn main() -> io::Result<()> { let stdin = io::stdin(); let mut lines = stdin.lock().lines(); let n: usize = lines.next().unwrap()?.trim().parse().unwrap(); let mut row: Vec<i32> = Vec::new(); for line in lines { for word in line.unwrap().split(' ') { if let Ok(v) = word.parse::<i32>() { row.push(v); } } } row.swap(0, n - 1); Ok(()) }",
  ],
  [
    'java',
    'import java.util.*; public class A { public static void main(String[] z) { Scanner in = new Scanner(System.in); int n = in.nextInt(); int[] row = new int[n]; for (int i = 0; i < n; i++) row[i] = in.nextInt(); int t = row[0]; row[0] = row[n - 1]; row[n - 1] = t; } }',
  ],
];

const SCANNER =
  'public class A { public static void main(String[] z) { java.util.Scanner in = new java.util.Scanner(System.in); ';

describe('a program that reads its input', () => {
  it('reads words and ends of lines as Scanner does, and lines until there are none', async () => {
    const mixed =
      'int n = in.nextInt(); String rest = in.nextLine(), line = in.nextLine(); int a = in.nextInt(), b = in.nextInt(), t;' +
      ' if (rest.isEmpty() && line.equals("x y")) { t = a; a = b; b = t; } while (in.hasNext()) { in.next(); t = a; a = b; b = t; } } }';
    const lines = ['3', 'x y', '1 2', 'z', 'w '];
    const trace = await read('java', `${SCANNER}${mixed}`, undefined, { lines, track: ['a', 'b'] });
    // As java prints it.
    assert.equal(trace.final?.map((at) => trace.objects[at]).join(' '), '2 1');
    const all =
      'import java.io.*; class A { public static void main(String[] z) throws IOException { BufferedReader in = new BufferedReader(new InputStreamReader(System.in));' +
      ' int a = 1, b = 2, t; String line; while ((line = in.readLine()) != null) { t = a; a = b; b = t; } } }';
    assert.equal((await read('java', all, undefined, { lines: ['', 'x', ''] })).steps.length, 3);
    const wrong = `${SCANNER}int a = in.nextInt(), b = 2, t = a; a = b; b = t; } }`;
    assert.match((await faultOf('java', wrong, { lines: ['2147483648'] })).reason, /InputMismatchException/);
  });

  for (const [language, text] of READING) {
    it(`asks for it in ${language}`, async () => {
      const { asks, reason } = await faultOf(language, text);
      assert.equal(asks?.kind, 'line');
      assert.match(reason, /a line of input is asked for here/);
    });

    it(`reads the lines that are given in ${language}`, async () => {
      const trace = await read(language, text, undefined, { lines: ['3', '7 8 9'], track: ['row'] });
      // Places that are computed together are one slot, `(row[0], row[2])`.
      const parts = (text: string) => text.replaceAll(/[()]/g, '').split(', ');
      const held = trace.slots.flatMap((slot, index) => {
        const values = parts(trace.objects[trace.final?.[index] ?? -1] ?? '');
        return parts(slot).map((place, at): [string, string] => [place, values[at] ?? '']);
      });
      const row = Object.fromEntries(held);
      assert.deepEqual([row['row[0]'], row['row[1]'], row['row[2]']], ['9', '8', '7']);
      assert.deepEqual(
        trace.assumed?.map((one) => one.text),
        ["a line of its input is '3'", "a line of its input is '7 8 9'"],
      );
    });
  }

  it('says what it is asked with, and that a second line is', async () => {
    const [, text = ''] = READING[0] ?? [];
    assert.match((await faultOf('python', text)).reason, /\('how many\?'\)/);
    assert.match((await faultOf('python', text, { lines: ['3'] })).reason, /line 2 of input/);
  });
});

describe('a function that moves nothing', () => {
  it('is said to be called by nobody only where nobody calls it', async () => {
    const text = 'def fact(n):\n    return 1 if n < 2 else n * fact(n - 1)\n';
    assert.match((await faultOf('python', text)).reason, /^no value moves here, for nothing calls fact with values/);
    assert.match((await faultOf('python', `${text}\nprint(fact(4))\n`)).reason, /^no value moves from one place/);
  });
});

describe('a selection', () => {
  it('knows what stands above it', async () => {
    const text = [
      'LAST = 2',
      'row = ["x", "y", "z"]',
      'row[0], row[1] = row[1], row[0]',
      'def flip(i, j):',
      '    row[i], row[j] = row[j], row[i]',
      'n = len(row)',
      'flip(0, LAST)',
      'row = nothing_of_this()',
    ].join('\n');
    const { moved, assumed } = await told('python', text, {}, lines(7, 7));
    assert.equal(moved, "'y' 'x' 'z' → 'z' 'x' 'y'");
    assert.deepEqual(assumed, ['row, n: what the 3 statements above make of it']);
    const direct = await told(
      'python',
      text.replace('flip(0, LAST)', 'row[0], row[n - 1] = row[n - 1], row[0]'),
      {},
      lines(7, 7),
    );
    assert.equal(direct.moved, "'y' 'x' 'z' → 'z' 'x' 'y'");
    assert.deepEqual(direct.assumed, ['row, n: what the 3 statements above make of it']);
  });

  it('knows what another name has made of it, and nothing of what a statement made that is not followed', async () => {
    const swap = 'row[0], row[1] = row[1], row[0]';
    const last = (text: string): number => text.split('\n').length;
    const read = async (above: string) => {
      const text = `row = [1, 2, 3]\n${above}\n${swap}`;
      return (await told('python', text, {}, lines(last(text), last(text)))).moved;
    };
    assert.equal(await read('other = row\nother.reverse()'), '3 2 1 → 2 3 1');
    const unknown = 'row[0] row[1] → row[1] row[0]';
    const isUnknown = (moved: string): boolean => moved.replaceAll(' row[2]', '') === unknown;
    for (const above of ['lib.mix(row)', 'def f():\n    lib.mix(row)\nf()', 'other = row\nlib.mix(other)'])
      assert.ok(isUnknown(await read(above)), above);
  });

  for (const [language, text, at] of [
    [
      'javascript',
      'const row = [3, 1, 2];\nlet n = row.length;\n\nif (row[0] > row[n - 1]) [row[0], row[n - 1]] = [row[n - 1], row[0]];\n',
      4,
    ],
    [
      'c',
      'int main(void) {\n  int row[3] = {3, 1, 2}, t;\n  int n = 3;\n  if (row[0] > row[n - 1]) { t = row[0]; row[0] = row[n - 1]; row[n - 1] = t; }\n}\n',
      4,
    ],
    [
      'cpp',
      'int main() {\n  std::vector<int> row = {3, 1, 2};\n  int n = row.size();\n  if (row[0] > row[n - 1]) std::swap(row[0], row[n - 1]);\n}\n',
      4,
    ],
    [
      'java',
      'class A {\n  static void f() { int[] row = {3, 1, 2};\n  int n = row.length;\n  if (row[0] > row[n - 1]) { int t = row[0]; row[0] = row[n - 1]; row[n - 1] = t; }\n}}\n',
      4,
    ],
    [
      'go',
      'package p\nfunc f() { row := []int{3, 1, 2}\n\tn := len(row)\n\tif row[0] > row[n-1] { row[0], row[n-1] = row[n-1], row[0] }\n}\n',
      4,
    ],
    [
      'rust',
      'fn f() {\n  let mut row = vec![3, 1, 2];\n  let n = row.len();\n  if row[0] > row[n - 1] { row.swap(0, n - 1); }\n}\n',
      4,
    ],
  ] as const)
    it(`inside of a function knows what that does before it, in ${language}`, async () => {
      const found = await told(language, text, {}, lines(at, at));
      assert.equal(found.moved, '3 1 2 → 2 1 3');
      assert.equal(found.assumed.length, 1);
    });

  it('inside of a function is read with the values that the file calls it with', async () => {
    const text = `${PYTHON}print(order([3, 1, 2]))\n`;
    const { moved, assumed } = await told('python', text, {}, lines(2, 5));
    assert.equal(moved, '3 1 2 → 1 2 3');
    assert.deepEqual(assumed, [
      'row is [3, 1, 2]',
      'order is read with the values of the call order([3, 1, 2]), as the main program has it',
    ]);
  });

  it('does not take a parameter, or the variable of a loop, for one of the same name elsewhere', async () => {
    const text = 'a = [1, 2]\ni = 0\ndef f(a):\n    for i in range(len(a)):\n        a[i], a[i + 1] = a[i + 1], a[i]\n';
    assert.equal((await told('python', text, {}, lines(5, 5))).slots, 'a[i] a[i + 1]');
  });
});

describe('what is not followed', () => {
  for (const [language, text, said] of [
    ['javascript', 'with (a) b = c;\n', 'with is not followed'],
    ['c', 'int main(void) { goto end; end: return 0; }', 'goto is not followed'],
    ['python', 'a = await b\n', 'await is not followed'],
  ] as const)
    it(`is called by what stands there, not by names of a grammar: ${said}`, async () => {
      assert.equal((await faultOf(language, text)).reason, said);
    });
});
