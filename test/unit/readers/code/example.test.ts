import assert from 'node:assert/strict';
import { parseCall } from '../../../../src/readers/code/example/call';
import { readText } from '../../../../src/readers';
import { UnreadError } from '../../../../src/readers/reader';

interface Tried {
  language: string;
  text: string;
  call: string;
}

/** Insertion of the last of three values, as each language's textbook has it. */
const IN_PLACE: readonly Tried[] = [
  {
    language: 'python',
    text: 'import random\nLIMIT = random.random()\n\ndef order(row: list[int]) -> None:\n    row[0], row[2] = row[2], row[0]\n    row[0], row[1] = row[1], row[0]\n',
    call: 'order([3, 1, 2])',
  },
  {
    language: 'javascript',
    text: 'export const order = (row) => { [row[0], row[2]] = [row[2], row[0]]; [row[0], row[1]] = [row[1], row[0]]; };',
    call: 'order([3, 1, 2])',
  },
  {
    language: 'typescript',
    text: 'class Order { run(row: number[]): void { [row[0], row[2]] = [row[2], row[0]]; [row[0], row[1]] = [row[1], row[0]]; } }',
    call: 'new Order().run([3, 1, 2])',
  },
  {
    language: 'c',
    text: 'void swap(int *a, int *b) { int t = *a; *a = *b; *b = t; }\nvoid order(int *row, int n) { swap(&row[0], &row[n - 1]); swap(&row[0], &row[1]); }\nint main(void) { int row[] = {9, 8}; return 0; }',
    call: 'order([3, 1, 2], 3)',
  },
  {
    language: 'cpp',
    text: '#include <vector>\nnamespace sorting {\ntemplate <typename T> void order(std::vector<T> *row) { std::swap((*row)[0], (*row)[2]); std::swap((*row)[0], (*row)[1]); }\n}',
    call: 'sorting::order([3, 1, 2])',
  },
  {
    language: 'java',
    text: 'class Order { static <T extends Comparable<T>> void run(T[] row) { T t = row[0]; row[0] = row[2]; row[2] = t; t = row[0]; row[0] = row[1]; row[1] = t; } }',
    call: 'Order.run([3, 1, 2])',
  },
  {
    language: 'go',
    text: 'package sort\nfunc order(row []int, n int) { row[0], row[n-1] = row[n-1], row[0]; row[0], row[1] = row[1], row[0] }',
    call: 'order([3, 1, 2], 3)',
  },
  {
    language: 'rust',
    text: 'pub fn order<T: Ord>(row: &mut [T]) { row.swap(0, 2); row.swap(0, 1); }',
    call: 'order([3, 1, 2])',
  },
];

const GIVEN_BACK: readonly Tried[] = [
  { language: 'python', text: 'def back(row):\n    return row[::-1]\n', call: 'back([3, 1, 2])' },
  { language: 'javascript', text: 'function back(row) { return [...row].reverse(); }', call: 'back([3, 1, 2]);' },
  {
    language: 'rust',
    text: 'pub fn back(row: &[i32]) -> Vec<i32> { vec![row[2], row[1], row[0]] }',
    call: 'back([3, 1, 2])',
  },
  {
    language: 'go',
    text: 'package p\nfunc back(row []int) []int { return []int{row[2], row[1], row[0]} }',
    call: 'back([3, 1, 2])',
  },
];

const read = ({ language, text, call }: Tried) => readText({ uri: 'x', language, text }, { call });

const told = async (tried: Tried) => {
  const trace = await read(tried);
  const show = (state: readonly number[] | null) => (state ?? []).map((object) => trace.objects[object]).join(' ');
  return { first: show(trace.initial), last: show(trace.final), trace };
};

const FILE = `import functools, nowhere
LIMIT = 2
AGAIN = 1
AGAIN = 2

def ends(row):
    row[0], row[LIMIT] = row[LIMIT], row[0]

def unsure(row):
    row[0], row[AGAIN] = row[AGAIN], row[0]

@functools.lru_cache(maxsize=None)
def place(n):
    return n if n < 2 else place(n - 1)

def first(row):
    row[0], row[place(5)] = row[place(5)], row[0]

@nowhere.traced
def decorated(row):
    row.reverse()

if __name__ == "__main__":
    ends([int(part) for part in input().split(",")])
`;

describe('a function that is tried in a file of Python', () => {
  const tried = (call: string) =>
    readText({ uri: 'file:///mine', language: 'python', text: FILE }, { call }).then(
      (trace) => trace.steps.length,
      (error: unknown) => String(error),
    );

  it('knows constants of the file, and decorators; what it does not reach refuses nothing', async () => {
    assert.equal(await tried('ends([3, 1, 2])'), 1);
    assert.equal(await tried('first([3, 1, 2])'), 1);
  });

  it('is refused where it uses what changes in the file, or what a decorator that is not known made', async () => {
    assert.match(String(await tried('unsure([3, 1, 2])')), /the value of AGAIN is not known/);
    assert.match(String(await tried('decorated([3, 1, 2])')), /nowhere.traced is not defined here/);
  });
});

describe('a call of one of a file’s functions', () => {
  for (const tried of IN_PLACE) {
    it(`${tried.language}: ${tried.call} follows the list that is given`, async () => {
      const { first, last, trace } = await told(tried);
      assert.equal(first, '3 1 2');
      assert.equal(last, '1 2 3');
      assert.equal(trace.steps.length, 2);
      assert.ok(trace.remarks?.some(({ text }) => text === `read as the call ${tried.call}`));
      const end = { line: tried.text.split('\n').length, character: 0 };
      for (const { range } of trace.steps)
        assert.ok(range && range.end.line < end.line, 'every step stands in the text');
    });
  }
  for (const tried of GIVEN_BACK) {
    it(`${tried.language}: ${tried.call} follows what is given back`, async () => {
      const { first, last } = await told(tried);
      assert.equal(`${first} → ${last}`, '3 1 2 → 2 1 3');
    });
  }

  it('names the functions that are there where the one called is not', async () => {
    const text = 'def order(row):\n    pass\n';
    await assert.rejects(
      read({ language: 'python', text, call: 'sort([1])' }),
      (error) =>
        error instanceof UnreadError &&
        error.kind === 'not-there' &&
        /no function called 'sort' here: there are order/.test(error.reason),
    );
  });

  it('tells a variable to track that is not there from one that is not followed', async () => {
    const text = 'a = [1, 2]\na[0], a[1] = a[1], a[0]\n';
    for (const track of [['b'], ['a[7]']])
      await assert.rejects(
        readText({ uri: 'x', language: 'python', text }, { track }),
        (error) => error instanceof UnreadError && error.kind === 'not-there',
        track.join(),
      );
  });

  it('leaves a list alone where the function gives something else back', async () => {
    const text = 'def order(row):\n    row[0], row[1] = row[1], row[0]\n    return len(row)\n';
    assert.equal((await told({ language: 'python', text, call: 'order([3, 1, 2])' })).last, '1 3 2');
  });

  it('follows the list itself where the function gives back another one', async () => {
    const text = 'def order(row):\n    row[0], row[1] = row[1], row[0]\n    return [0, 0, 0]\n';
    assert.equal((await told({ language: 'python', text, call: 'order([3, 1, 2])' })).last, '1 3 2');
  });

  it('shows an error in what the function calls at its place', async () => {
    const text = 'def order(row):\n    unknown(row)\n';
    await assert.rejects(
      read({ language: 'python', text, call: 'order([3, 1])' }),
      /^SourceError: x:2:5: error: unknown/,
    );
  });

  for (const [call, kind] of [
    ...['order', 'order(', 'order([1, 2)', 'order(1,,2)', '(1)', 'order(")'].map((each) => [each, 'syntax'] as const),
    ...['row = [1]', 'row = [1]; row', ';'].map((each) => [each, 'syntax'] as const),
  ] as const) {
    it(`says what is wrong with ${call}`, async () => {
      const text = 'def order(row):\n    pass\n';
      await assert.rejects(
        read({ language: 'python', text, call }),
        (error) =>
          error instanceof UnreadError && error.kind === kind && error.reason.startsWith(`in the example '${call}': `),
      );
    });
  }

  it('takes quotes, nested calls and a receiver apart', () => {
    assert.deepEqual(parseCall(`new Sort(1).by(["a,b", 'c)'], f(2, [1]), -3)`), {
      before: [],
      name: 'by',
      callee: 'new Sort(1).by',
      args: [{ list: ['"a,b"', "'c)'"] }, { text: 'f(2, [1])' }, { text: '-3' }],
    });
  });

  it('runs statements before the call, and is about the object that they make', async () => {
    const text =
      'class Row:\n    def __init__(self):\n        self.seats = []\n    def add(self, one):\n        self.seats.append(one)\n    def turn(self):\n        self.seats.append(self.seats.pop(0))\n';
    const trace = await read({ language: 'python', text, call: "r = Row(); r.add('a;b'); r.add(2); r.turn();" });
    assert.deepEqual(trace.slots, ['r.seats[0]', 'r.seats[1]']);
    assert.deepEqual(
      trace.initial.map((object) => trace.objects[object]),
      ["'a;b'", '2'],
    );
    assert.deepEqual(
      trace.final?.map((object) => trace.objects[object]),
      ['2', "'a;b'"],
    );
  });

  it('takes lists within lists where the language writes them so', async () => {
    const [text, call] = [
      'def turn(grid):\n    grid[0][0], grid[1][0] = grid[1][0], grid[0][0]\n',
      'turn([[1, 2], [3, 4]])',
    ];
    assert.equal((await told({ language: 'python', text, call })).last, '3 2 1 4');
    await assert.rejects(
      read({ language: 'c', text: 'void turn(int grid[2][2]) { grid[0][0] = grid[1][0]; }', call }),
      (error) =>
        error instanceof UnreadError && error.kind === 'unsupported' && /lists within lists/.test(error.reason),
    );
  });
});
