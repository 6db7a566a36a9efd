import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { openIn, parseDepth, placeAfter, stepped } from '../../../../src/readers/depth';
import { traceFault } from '../../../../src/trace/invariants';
import { agree, placesOf, shown } from './inside';
import { lines, read } from './read';

const ROTATE = `def rotate(xs):
    out = []
    for i in range(len(xs)):
        out.append(xs[(i + 1) % len(xs)])
    return out

row = [3, 1, 2]
row = rotate(row)
row = rotate(row)
`;

const SORT = `def merge(left, right):
    out = []
    while left and right:
        if left[0] <= right[0]:
            out.append(left.pop(0))
        else:
            out.append(right.pop(0))
    return out + left + right

def sort(xs):
    if len(xs) <= 1:
        return xs
    left = sort(xs[:len(xs) // 2])
    right = sort(xs[len(xs) // 2:])
    return merge(left, right)

row = [3, 1, 4, 2]
row = sort(row)
`;

const said = ({ remarks = [] }: { remarks?: readonly { text: string }[] }): string =>
  remarks.map(({ text }) => text).join('\n');

describe('the steps inside of calls', () => {
  it('fill a list that a function makes, beside the world that it becomes', async () => {
    const trace = await read('python', ROTATE, undefined, { depth: 1 });
    const places = placesOf(trace);
    assert.deepEqual(places, ['row[0]', 'row[1]', 'row[2]', 'rotate.out[0]', 'rotate.out[1]', 'rotate.out[2]']);
    // What CPython has in `row` and, while `rotate` runs, in `out`, after every statement that changes them.
    assert.deepEqual(
      shown(trace, places).map((state) => state.join(' ').replaceAll('empty', '–')),
      [
        ...['3 1 2 – – –', '3 1 2 1 – –', '3 1 2 1 2 –', '3 1 2 1 2 3', '1 2 3 – – –'],
        ...['1 2 3 2 – –', '1 2 3 2 3 –', '1 2 3 2 3 1', '2 3 1 – – –'],
      ],
    );
    const calls = trace.steps.map(({ inside, call, range }) => [range?.start.line, inside, call]);
    const inside = [3, 'rotate', undefined];
    assert.deepEqual(calls, [
      ...[inside, inside, inside, [7, undefined, undefined]],
      ...[inside, inside, inside, [8, undefined, undefined]],
    ]);
  });

  it('are one step by default, which says which call it is', async () => {
    const trace = await read('python', ROTATE);
    assert.deepEqual(
      trace.steps.map(({ inside, call }) => [inside, call]),
      [
        [undefined, 'rotate'],
        [undefined, 'rotate'],
      ],
    );
  });

  for (const language of ['python', 'java']) {
    it(`come to the states and the product of the steps that calls are otherwise (${language})`, async () => {
      const file = path.join(__dirname, `recorded/${language}.json`);
      const programs = (JSON.parse(readFileSync(file, 'utf8')) as { source: string }[]).slice(0, 6);
      let inside = 0;
      for (const { source } of programs) {
        const outer = await read(language, source);
        for (const depth of [1, 3]) {
          const inner = await read(language, source, undefined, { depth });
          assert.equal(traceFault(inner), undefined);
          assert.ok(agree(outer, inner), source);
          if (openIn(inner.steps).length > 0) inside++;
        }
      }
      assert.ok(inside > programs.length / 3, `only ${inside} programs had steps inside of calls`);
    }).timeout(60_000);
  }

  it('show recursion one call after the other, and the whole of it', async () => {
    const outer = await read('python', SORT);
    for (const depth of [1, 2, 3, 100]) {
      const inner = await read('python', SORT, undefined, { depth });
      assert.ok(agree(outer, inner));
      assert.equal(Math.max(...openIn(inner.steps).map((name) => name.split('.').length)), Math.min(depth, 3));
    }
  });

  it('are those of the functions that are named, and those of a step that is stepped into', async () => {
    const { steps } = await read('python', SORT);
    const once = stepped(steps, 0, 'into');
    assert.deepEqual(once, ['sort']);
    const inner = await read('python', SORT, undefined, { depth: once });
    assert.deepEqual(openIn(inner.steps), ['sort']);
    assert.equal(placeAfter(steps, 0, 'into', inner.steps), 0);
    const left = inner.steps.findIndex(({ text }) => text.startsWith('left ='));
    const twice = stepped(inner.steps, left, 'into');
    assert.deepEqual(twice, ['sort', 'sort.sort']);
    const both = await read('python', SORT, undefined, { depth: twice });
    const first = placeAfter(inner.steps, left, 'into', both.steps);
    assert.equal(both.steps[first]?.inside, 'sort.sort');
    // And out again: to the call that it was.
    assert.deepEqual(stepped(both.steps, first, 'out'), ['sort']);
    assert.equal(placeAfter(both.steps, first, 'out', inner.steps), left);
    assert.deepEqual(stepped(inner.steps, left, 'out'), []);
    assert.equal(stepped(steps, 0, 'out'), undefined);
  });

  it('are found again for the same one of several calls', async () => {
    const { steps } = await read('python', ROTATE);
    const inner = (await read('python', ROTATE, undefined, { depth: 1 })).steps;
    assert.deepEqual(
      steps.map((_, at) => placeAfter(steps, at, 'into', inner)),
      [0, 4],
    );
    assert.deepEqual(
      [0, 2, 4, 6].map((at) => placeAfter(inner, at, 'out', steps)),
      [0, 0, 1, 1],
    );
  });

  it('are told where a list is tried on a function', async () => {
    const text = ROTATE.slice(0, ROTATE.indexOf('row ='));
    const trace = await read('python', text, undefined, { call: 'rotate([3, 1, 2])', depth: 1 });
    assert.deepEqual(openIn(trace.steps), ['rotate']);
    assert.deepEqual(shown(trace, placesOf(trace).slice(0, 3)).at(-1), ['1', '2', '3']);
  });

  it('are those of this run where a call computes what it gives', async () => {
    const text =
      'def double(xs):\n    out = []\n    for x in xs:\n        out.append(x * 2)\n    return out\n\nrow = [1, 2]\nrow = double(row)\nrow[0], row[1] = row[1], row[0]\n';
    const trace = await read('python', text, undefined, { depth: 1 });
    const places = placesOf(trace);
    const seen = shown(trace, places).map((state) => state.join(' '));
    assert.match(trace.thisRunOnly ?? '', /computed/);
    // The list grows: it is never shown as it is in the end.
    assert.ok(
      seen.every((state) => !state.includes('[')),
      seen.join('\n'),
    );
    assert.deepEqual(shown(trace, ['row[0]', 'row[1]']).at(-1), ['4', '2']);
  });

  it('are said to be missing at the call where they cannot be shown', async () => {
    const slices = 'def rotate(xs):\n    return xs[1:] + xs[:1]\n\nrow = [3, 1, 2]\nrow = rotate(row)\n';
    const one = await read('python', slices, undefined, { depth: ['rotate'] });
    assert.match(said(one), /no value of this world moves step by step inside of rotate: its call is one step/);
    assert.equal(one.remarks?.at(-1)?.range?.start.line, 4);
    assert.equal(one.steps.length, 1);
    assert.match(said(await read('python', slices, undefined, { depth: 2 })), /step by step inside of a call/);
    const unknown = await read('python', ROTATE, undefined, { depth: ['rotte'] });
    assert.match(said(unknown), /there is no call of rotte here/);
    const generator =
      'def turned(xs):\n    for i in range(len(xs)):\n        x = xs[i - 1]\n        yield x\n\nrow = [3, 1, 2]\nrow = list(turned(row))\n';
    const made = await read('python', generator, undefined, { depth: 1 });
    assert.ok(made.steps.every(({ inside }) => inside === undefined));
    assert.match(said(made), /step by step inside of a call/);
  });

  it('are not shown where there is no room for the variables of the calls, and a remark says why', async () => {
    const text = `def copied(xs, n):
    if n == 0:
        return xs
    out = []
    for x in xs:
        out.append(x)
    return copied(out, n - 1)

row = list(range(100))
row[0], row[1] = row[1], row[0]
row = copied(row, 60)[::-1]
`;
    const trace = await read('python', text, undefined, { depth: 100 });
    assert.match(
      said(trace),
      /steps inside of calls are not shown, each call is one step: the world has more than 4096/,
    );
    assert.equal(trace.steps.length, 2);
  });

  it('keep to a selection', async () => {
    const trace = await read('python', ROTATE, lines(7, 8), { depth: 1 });
    assert.deepEqual(openIn(trace.steps), ['rotate']);
    assert.deepEqual(shown(trace, ['row[0]', 'row[1]', 'row[2]']).at(-1), ['1', '2', '3']);
  });
});

describe('a depth as it is written', () => {
  it('is a number or names', () => {
    assert.equal(parseDepth('2'), 2);
    assert.deepEqual(parseDepth('sort, sort.merge'), ['sort', 'sort.merge']);
    for (const wrong of ['', ' , ', '-1', '1.5', '101', '2x']) assert.equal(parseDepth(wrong), undefined, wrong);
  });
});
