import assert from 'node:assert/strict';
import { randomFor } from '../../../../src/datasets/words/random';
import { connectivityText, equationsText, formulaText } from '../../../../src/datasets/words/problem-texts';
import { problemExamples } from '../../../../src/datasets/words/problem-examples';
import { traceOfExample } from '../../../../src/datasets/examples/trace-of-example';
import { readText } from '../../../../src/readers';
import { checkTrace } from '../../../../src/trace/schema';
import { states, type Trace } from '../../../../src/trace/trace';

const read = (head: string, text: string): Promise<Trace> =>
  readText({ uri: 'a.lang', language: 'formal', text: `# problem: ${head}\n${text}\n` }, {});

/** What each slot holds after the last step, by name. */
const held = (trace: Trace, state = trace.final): Record<string, string> =>
  Object.fromEntries(trace.slots.map((slot, at) => [slot, trace.objects[state?.[at] ?? -1] ?? '']));

/** JavaScript's own value of a formula: its `&`, `^` and `|` bind as `and`, `xor` and `or` do. */
const valueOf = (text: string): string => {
  const js = text
    .replace(/\bnot\b/g, '!')
    .replace(/\band\b/g, '&')
    .replace(/\bxor\b/g, '^')
    .replace(/\bor\b/g, '|');
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the oracle; its texts are made here
  return String(Number((new Function(`return ${js}`) as () => unknown)()));
};

describe('Boolean formulas', () => {
  it('have at every gate the value that JavaScript gives it', async () => {
    for (let index = 0; index < 150; index++) {
      const text = formulaText(randomFor(5, 1, index), 1 + (index % 9));
      const trace = await read('formula', text);
      checkTrace(trace);
      assert.equal(trace.questions?.[0]?.answer, valueOf(text), text);
      // Each step leaves the value of its gate in one of the places.
      const after = states(trace).slice(1);
      trace.steps.forEach((step, at) => {
        const places = Object.entries(held(trace, after[at])).filter(([name]) => name.startsWith('place'));
        assert.ok(
          places.some(([, value]) => value === valueOf(step.text)),
          `${text}: ${step.text}`,
        );
      });
    }
  });

  it('bind as JavaScript’s operators do, where no parentheses stand', async () => {
    for (let index = 0; index < 100; index++) {
      const text = formulaText(randomFor(6, 1, index), 8).replace(/[()]/g, '');
      assert.equal((await read('formula', text)).questions?.[0]?.answer, valueOf(text), text);
    }
  });

  it('take as few places as any order of evaluation does', async () => {
    // A full tree of depth d needs d places (each leaf is a constant); a chain, to whichever side, one.
    const full = (depth: number): string => (depth === 0 ? '1' : `(${full(depth - 1)} and ${full(depth - 1)})`);
    const right = (gates: number): string => (gates === 0 ? '0' : `(1 or ${right(gates - 1)})`);
    const places = async (text: string) => (await read('formula', text)).slots.length - 2;
    for (const depth of [1, 2, 3, 5]) assert.equal(await places(full(depth)), depth);
    assert.equal(await places(right(40)), 1);
    assert.equal(await places(Array(40).fill('1').join(' and ')), 1);
    assert.equal(await places(`not (${full(2)} xor ${full(2)})`), 3);
  });
});

describe('graph connectivity', () => {
  it('joins after every edge what a search in breadth finds', async () => {
    for (let index = 0; index < 60; index++) {
      const text = connectivityText(randomFor(7, 1, index), 2 + (index % 12));
      const trace = await read('connectivity', text);
      checkTrace(trace);
      const edges = trace.steps.map((step) => step.text.split(' - '));
      const isConnected = (one: string, other: string, many: number): boolean => {
        const reached = new Set([one]);
        for (const at of reached)
          for (const [a = '', b = ''] of edges.slice(0, many)) if (a === at || b === at) reached.add(a === at ? b : a);
        return reached.has(other);
      };
      for (const [many, state] of states(trace).entries())
        for (const one of trace.slots)
          for (const other of trace.slots) {
            const names = held(trace, state);
            assert.equal(
              names[one] === names[other],
              isConnected(one, other, many),
              `${text}: ${one} ${other} ${many}`,
            );
          }
      const [one = '', other = ''] = /(\w+) - (\w+)\?/.exec(text)?.slice(1) ?? [];
      assert.equal(trace.questions?.[0]?.answer, isConnected(one, other, edges.length) ? 'yes' : 'no', text);
    }
  });

  it('is aperiodic for a fixed graph, and the verdict speaks of one run', async () => {
    const { verdict } = await read('connectivity', 'a - b\nc - d\nb - c');
    assert.equal(verdict?.class, 'aperiodic');
    assert.match(verdict.sentence, /^This speaks of this run only/);
  });
});

/** `1 + 2y - z`, `(1/2)x` or `free` with values for the unknowns that are free. */
function worthOf(text: string, name: string, free: Record<string, number>): number {
  if (text === 'free') return free[name] ?? 0;
  const terms = text.replaceAll(' - ', ' + -').split(' + ');
  return terms.reduce((sum, term) => {
    const [, factor = '', of] = /^(-?\(?[-\d/]*\)?)(x\d+)?$/.exec(term) ?? [];
    const [over = '1', under = '1'] = factor.replace(/[()]/g, '').replace(/^-?$/, '$&1').split('/');
    return sum + (Number(over) / Number(under)) * (of === undefined ? 1 : (free[of] ?? 0));
  }, 0);
}

/** Left minus right of an equation as its writer makes it. */
function gapOf(equation: string, values: Record<string, number>): number {
  const [left = '', right = ''] = equation.split(' = ');
  return worthOf(left, '', values) - Number(right);
}

describe('linear equations', () => {
  for (const prime of [2, 3, 5])
    it(`modulo ${prime} have the solutions that trying all values finds`, async () => {
      for (let index = 0; index < 40; index++) {
        const text = equationsText(prime)(randomFor(8, prime, index), 1 + (index % 4));
        const trace = await read(`equations modulo ${prime}`, text);
        checkTrace(trace);
        const unknowns = trace.slots.slice(1);
        const equations = text.split('\n').slice(0, -1);
        const all = Array.from({ length: prime ** unknowns.length }, (_, number) =>
          Object.fromEntries(unknowns.map((name, at) => [name, Math.floor(number / prime ** at) % prime])),
        );
        const solutions = all.filter((values) => equations.every((each) => gapOf(each, values) % prime === 0));
        const found = held(trace);
        assert.equal(found['solvable?'], solutions.length > 0 ? 'yes' : 'no', text);
        assert.equal(trace.questions?.[0]?.answer, found['solvable?']);
        if (solutions.length === 0) continue;
        const isFree = (name: string): boolean => found[name] === 'free';
        assert.equal(solutions.length, prime ** unknowns.filter(isFree).length, text);
        for (const values of solutions)
          for (const name of unknowns)
            assert.equal(
              (worthOf(found[name] ?? '', name, values) - (values[name] ?? 0)) % prime,
              0,
              `${text}: ${name}`,
            );
      }
    });

  it('over the rational numbers have the rank that elimination without fractions finds, and are solved', async () => {
    for (let index = 0; index < 60; index++) {
      const text = equationsText(undefined)(randomFor(9, 1, index), 1 + (index % 5));
      const trace = await read('equations', text);
      const unknowns = trace.slots.slice(1);
      const equations = text.split('\n').slice(0, -1);
      const rows = equations.map((each) => {
        const zero = gapOf(each, {});
        return [...unknowns.map((name) => gapOf(each, { [name]: 1 }) - zero), -zero];
      });
      const found = held(trace);
      const rank = rankOf(rows.map((row) => row.slice(0, -1)));
      assert.equal(found['solvable?'], rankOf(rows) === rank ? 'yes' : 'no', text);
      if (found['solvable?'] === 'no') continue;
      const free = unknowns.filter((name) => found[name] === 'free');
      assert.equal(free.length, unknowns.length - rank, text);
      const chosen = Object.fromEntries(free.map((name, at) => [name, 3 * at - 4]));
      const values = Object.fromEntries(unknowns.map((name) => [name, worthOf(found[name] ?? '', name, chosen)]));
      for (const each of equations) assert.ok(Math.abs(gapOf(each, values)) < 1e-9, `${text}: ${each}`);
    }
  });

  it('are worlds of one unknown where one is tracked', async () => {
    const source = { uri: 'a.lang', language: 'formal', text: '# problem: equations\nx + y = 3\nx - y = 1\n' };
    const trace = await readText(source, { track: ['x'] });
    assert.deepEqual(held(trace), { x: '2' });
    assert.equal(trace.steps.length, 2);
    await assert.rejects(readText(source, { track: ['q'] }), /a\.lang:2:1: error: there is no 'q' to track here/);
  });
});

/** By whole numbers alone (Bareiss). */
function rankOf(matrix: readonly (readonly number[])[]): number {
  const rows = matrix.map((row) => row.map(BigInt));
  let rank = 0;
  for (let column = 0; column < (rows[0]?.length ?? 0); column++) {
    const pivot = rows.findIndex((row, at) => at >= rank && row[column] !== 0n);
    if (pivot < 0) continue;
    [rows[rank], rows[pivot]] = [rows[pivot]!, rows[rank]!];
    for (let below = rank + 1; below < rows.length; below++)
      rows[below] = rows[below]!.map(
        (one, at) => one * rows[rank]![column]! - rows[rank]![at]! * rows[below]![column]!,
      );
    rank++;
  }
  return rank;
}

describe('texts of problems', () => {
  it('tell of the problem in a remark that the page shows whole', async () => {
    for (const [head, text] of [
      ['formula', '1 and 0'],
      ['connectivity', 'a b'],
      ['equations', 'x = 1'],
      ['equations modulo 997', 'x = 1'],
    ] as const) {
      const [remark] = (await read(head, text)).remarks ?? [];
      assert.match(remark?.text ?? '', /^the problem, not this text: .*unless TC⁰ = (NC¹|L)$/);
      assert.ok((remark?.text.length ?? 0) <= 300, `${head}: ${remark?.text.length}`);
    }
  });

  it('are what a person says of any text', async () => {
    const trace = await readText({ uri: 'b.txt', language: 'plaintext', text: '1 and not 0' }, { formal: 'formula' });
    assert.equal(trace.questions?.[0]?.answer, '1');
  });

  it('are refused where they are none, at their place', async () => {
    for (const [head, text, reason] of [
      ['formula', '1 and', /a\.lang:3:1: error: the formula ends/],
      ['formula', '1 0', /a\.lang:2:3: error: 'and', 'or' or 'xor' is expected before '0'/],
      ['formula', '1)', /a\.lang:2:2: error: this parenthesis closes nothing/],
      ['formula', '1', /a\.lang:2:1: error: there is no gate here/],
      ['formula', 'x = 2\nx and 1', /a\.lang:2:1: error: x is 0 or 1/],
      ['formula', 'x = 1\nx = 0\nx and 1', /a\.lang:3:1: error: x was given a value before/],
      ['formula', `${'('.repeat(401)}1`, /a\.lang:2:401: error: a formula may nest 400 deep/],
      ['formula', Array(2002).fill('1').join('&'), /a\.lang:2:1: error: a formula may have 2000 gates/],
      ['connectivity', 'a b c', /a\.lang:2:1: error: an edge is told as/],
      ['connectivity', '# only a comment', /a\.lang:3:1: error: there is no edge here/],
      ['equations', 'x = 1 = 2', /a\.lang:2:1: error: an equation has one '='/],
      ['equations', 'x + 1/0 = 2', /a\.lang:2:3: error: 1\/0 is no number here/],
      ['equations modulo 3', '1/3 x = 2', /a\.lang:2:1: error: 1\/3 is no number here/],
      ['equations', 'x = ', /error: a side of '=' is empty/],
      ['equations modulo 9', 'x = 1', /a\.lang:1:12: error: 'equations modulo 9' is not a problem/],
      ['formula\n# language: parity', '1', /a\.lang:2:13: error: a text has one problem or one language/],
    ] as const)
      await assert.rejects(read(head, text), reason, `${head}: ${text.slice(0, 40)}`);
  });
});

describe('random instances of problems', () => {
  for (const name of ['formula', 'connectivity', 'equations', 'equations modulo 3'])
    it(`${name}: an example depends on seed and number alone, and is what its text is read as`, async () => {
      const plan = { kind: 'problem' as const, name, lengths: { least: 2, most: 5 }, count: 40 };
      const of = (seed: number) => problemExamples(plan, { seed, fractions: [0.8, 0.1, 0.1] });
      const [one, again, other] = [of(3), of(3), of(4)];
      let differing = 0;
      for (const index of [7, 0, 39]) {
        const { example } = one(index);
        assert.deepEqual(again(index).example, example);
        if (other(index).example.text !== example.text) differing++;
        const own = await readText({ uri: 'a.lang', language: 'formal', text: example.text }, {});
        const made = traceOfExample(example);
        assert.deepEqual(states(made), states(own));
        assert.deepEqual(made.slots, own.slots);
      }
      assert.ok(differing > 1);
    });

  it('have as many gates, edges and equations as is said, and answers of both kinds', () => {
    const sizes = { formula: 6, connectivity: 6, 'equations modulo 2': 6 };
    for (const [name, size] of Object.entries(sizes)) {
      const plan = { kind: 'problem' as const, name, lengths: { least: size, most: size }, count: 200 };
      const make = problemExamples(plan, { seed: 1, fractions: [0.8, 0.1, 0.1] });
      const finals = Array.from({ length: 200 }, (_, index) => {
        const { example } = make(index);
        assert.ok(example.kind === 'trace');
        if (name !== 'equations modulo 2') assert.equal(example.tokens.length, size);
        return example.objects[example.final?.[0] ?? 0];
      });
      const share = finals.filter((one) => one === (name === 'formula' ? '1' : 'yes')).length;
      if (name !== 'connectivity') assert.ok(share > 40 && share < 160, `${name}: ${share}`);
    }
  });
});
