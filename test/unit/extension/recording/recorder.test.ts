import assert from 'node:assert/strict';
import fc from 'fast-check';
import { adapterOf, type Adapter, type StackFrame, type Variable } from '../../../../src/extension/recording/adapter';
import { follow, type How, type Stop } from '../../../../src/extension/recording/follow';
import { MOST_PLACES, partsOf, snapshot } from '../../../../src/extension/recording/snapshot';
import { traceOfRecording } from '../../../../src/recording/trace';

const SEED = 20261129;

/** A value as a program has it. */
type Value = number | string | readonly Value[] | { readonly [field: string]: Value };

/** Where a program stands: its calls, the innermost first, each with its variables. */
type Standing = readonly { name: string; line: number; variables: Readonly<Record<string, Value>> }[];

/** How two debuggers show what a variable holds. */
type Dress = 'js' | 'python';

/** A debugger of a program that goes from one of these places to the next. */
class FakeDebugger implements Adapter {
  private at = 0;
  private readonly held: Value[] = [];
  readonly asked: string[] = [];

  constructor(
    private readonly run: readonly Standing[],
    private readonly dress: Dress = 'js',
  ) {}

  stack(): Promise<StackFrame[]> {
    return Promise.resolve((this.run[this.at] ?? []).map(({ name, line }, id) => ({ id, name, line })));
  }

  evaluate(expression: string, frame: number): Promise<Variable> {
    this.asked.push(expression);
    const { variables = {} } = this.run[this.at]?.[frame] ?? {};
    let value: Value | undefined = variables[/^\w+/.exec(expression)?.[0] ?? ''];
    for (const [, field = ''] of expression.matchAll(/\.(\w+)/g))
      value = (value as Readonly<Record<string, Value>> | undefined)?.[field];
    if (value === undefined) return Promise.reject(new Error(`${expression} is not defined`));
    return Promise.resolve(this.shown(expression, value));
  }

  parts({ variablesReference }: Variable, most: number): Promise<Variable[]> {
    const value = this.held[variablesReference - 1] ?? [];
    const parts = Object.entries(value).map(([name, part]) => this.shown(name, part as Value));
    const more = (names: string[]) => names.map((name) => ({ name, value: '…', variablesReference: 0 }));
    if (this.dress === 'js' && Array.isArray(value)) return Promise.resolve(parts.slice(0, most));
    return Promise.resolve([
      ...more(this.dress === 'js' ? [] : ['special variables', 'function variables']),
      ...parts,
      ...more(this.dress === 'js' ? ['[[Prototype]]'] : Array.isArray(value) ? ['len()'] : []),
    ]);
  }

  step(): Promise<void> {
    this.at++;
    return Promise.resolve();
  }

  /** What waits for a stop is told at once how it went. */
  stop(): Stop {
    return this.at < this.run.length ? { kind: 'stopped', reason: 'step' } : { kind: 'ended' };
  }

  private shown(name: string, value: Value): Variable {
    if (typeof value !== 'object') return { name, value: String(value), variablesReference: 0 };
    this.held.push(value);
    const text = JSON.stringify(value);
    const isList = Array.isArray(value);
    return {
      name,
      value: isList && this.dress === 'js' ? `(${value.length}) ${text}` : text,
      variablesReference: this.held.length,
      ...(isList && this.dress === 'js' && { indexedVariables: value.length }),
    };
  }
}

async function followed(
  run: readonly Standing[],
  expression: string,
  { how = 'over', most = 1000 }: { how?: How; most?: number } = {},
) {
  const adapter = new FakeDebugger(run);
  return follow({
    adapter,
    expression,
    how,
    nextStop: async (act) => {
      await (act ?? (() => adapter.step()))();
      return adapter.stop();
    },
    statementAt: ({ line }) => ({
      text: `line ${line}`,
      range: { start: { line, character: 0 }, end: { line, character: 1 } },
    }),
    ends: (stops) => (stops >= most ? 'that is enough' : undefined),
    report: () => undefined,
  });
}

const main = (line: number, variables: Readonly<Record<string, Value>>) => [{ name: 'main', line, variables }];

describe('what a debugger shows of an expression', () => {
  const program = {
    row: [3, 1, 2],
    grid: [
      [1, 2],
      [3, 4],
    ],
    board: { cells: ['x', 'o'], turn: 1 },
    n: 5,
    none: [],
    cards: [{ suit: 'S' }, { suit: 'H' }],
  };
  for (const dress of ['js', 'python'] as const)
    it(`is its places, as ${dress} shows them`, async () => {
      const places = async (expression: string) => {
        const seen = await snapshot(new FakeDebugger([main(1, program)], dress), 0, expression);
        return seen.map(({ name, value }) => `${name}=${value}`).join(' ');
      };
      assert.equal(await places('row'), 'row[0]=3 row[1]=1 row[2]=2');
      assert.equal(await places('grid'), 'grid[0][0]=1 grid[0][1]=2 grid[1][0]=3 grid[1][1]=4');
      assert.equal(await places('board'), 'board.cells[0]=x board.cells[1]=o board.turn=1');
      assert.equal(await places('board.cells, n'), 'board.cells[0]=x board.cells[1]=o n=5');
      assert.equal(await places('none'), '');
      assert.equal(await places('cards'), 'cards[0]={"suit":"S"} cards[1]={"suit":"H"}');
    });

  it('is printable, and no longer than a line', async () => {
    const hostile = ['\u001b[31mred\n', `${'a'.repeat(100_000)}b`, `${'a'.repeat(100_000)}c`, '', '\u202e'];
    const seen = await snapshot(new FakeDebugger([main(1, { hostile })]), 0, 'hostile');
    for (const { value } of seen) {
      assert.match(value, /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u);
      assert.ok(value.length < 200);
    }
    // What is cut off differs, and so do they.
    assert.equal(new Set(seen.map(({ value }) => value)).size, 4);
  });

  it('is refused where it is too much to be asked for at every stop', async () => {
    const huge = Array.from({ length: 5000 }, (_, index) => index);
    await assert.rejects(
      snapshot(new FakeDebugger([main(1, { huge })]), 0, 'huge'),
      new RegExp(`^Unfollowable: huge has more than ${MOST_PLACES} places|huge has more than ${MOST_PLACES} places`),
    );
  });

  it('may be several, and brackets and texts keep their commas', () => {
    assert.deepEqual(partsOf('a, b[f(1, 2)] , "x,y"'), ['a', 'b[f(1, 2)]', '"x,y"']);
    assert.deepEqual(partsOf(' , '), []);
  });
});

describe('a program that is followed in its debugger', () => {
  it(`is told by its swaps, whatever happens in the calls beside it (seed ${SEED})`, async () => {
    const swaps = fc.array(fc.tuple(fc.nat(4), fc.nat(4), fc.boolean()), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(swaps, async (all) => {
        const row = ['a', 'b', 'c', 'd', 'e'];
        const run: Standing[] = [main(0, { row: [...row] })];
        const expected: { map: number[]; line: number }[] = [];
        all.forEach(([i, j, isInside], index) => {
          const line = index + 1;
          const outer = { name: 'main', line, variables: { row: [...row] } };
          run.push([outer]);
          // The same name is another variable in there.
          if (isInside) run.push([{ name: 'swap', line: 100, variables: { row: ['?'] } }, outer]);
          const [x = '', y = ''] = [row[i], row[j]];
          row[i] = y;
          row[j] = x;
          if (i !== j)
            expected.push({
              map: [0, 1, 2, 3, 4].map((at) => (at === i ? j : at === j ? i : at)),
              line: isInside ? 100 : line,
            });
        });
        run.push(main(50, { row: [...row] }));
        const { observations, remarks } = await followed(run, 'row', { how: 'into' });
        assert.deepEqual(remarks, ['the program has ended']);
        const source = { uri: 'x.js', language: 'javascript' };
        const { steps } = traceOfRecording({ expression: 'row', source, observations });
        assert.deepEqual(
          steps.map(({ map, range }) => ({ map, line: range?.start.line })),
          expected,
        );
      }),
      { seed: SEED, numRuns: 60 },
    );
  });

  it('is left when its call is over', async () => {
    const outer = { name: 'main', line: 9, variables: { row: ['x', 'y', 'z'] } };
    const run: Standing[] = [
      [{ name: 'sort', line: 1, variables: { row: [2, 1] } }, outer],
      [{ name: 'sort', line: 2, variables: { row: [1, 2] } }, outer],
      [outer],
    ];
    const { observations, remarks } = await followed(run, 'row');
    assert.equal(observations.length, 2);
    assert.deepEqual(remarks, ['the call of sort in which it was followed is over']);
    // And so it is where another call has taken its place.
    const again = [run[0] ?? [], [{ name: 'other', line: 1, variables: { row: [9] } }, outer]];
    assert.deepEqual((await followed(again, 'row')).observations.length, 1);
  });

  it('is followed past stops at which nothing is seen, which is said', async () => {
    const run = [main(1, { row: [2, 1] }), main(2, {}), main(3, { row: [1, 2] })];
    const { observations, remarks } = await followed(run, 'row');
    assert.equal(observations.length, 2);
    assert.deepEqual(remarks, ['the program has ended', 'it could not be seen at one stop']);
    await assert.rejects(followed(run, 'nothing'), /nothing is not defined/);
  });

  it('is left after so many stops', async () => {
    const run = Array.from({ length: 50 }, (_, line) => main(line, { n: line }));
    const { observations, remarks } = await followed(run, 'n', { most: 10 });
    assert.equal(observations.length, 10);
    assert.deepEqual(remarks, ['that is enough']);
  });

  it('keeps what was seen when the debugger fails', async () => {
    const adapter = new FakeDebugger([main(1, { n: 1 })]);
    const { observations, remarks } = await follow({
      adapter,
      expression: 'n',
      how: 'over',
      nextStop: () => Promise.reject(new Error('the wire is cut')),
      statementAt: () => undefined,
      ends: () => undefined,
      report: () => undefined,
    });
    assert.equal(observations.length, 1);
    assert.deepEqual(remarks, ['the debugger did not go on: the wire is cut']);
  });
});

describe('answers of a debug adapter', () => {
  it('are refused where they are none', async () => {
    const garbage = fc.oneof(fc.anything(), fc.constant({ stackFrames: [{ id: 'x' }] }), fc.constant({ variables: 5 }));
    await fc.assert(
      fc.asyncProperty(garbage, async (answer) => {
        const adapter = adapterOf({ customRequest: () => Promise.resolve(answer) }, 1);
        await assert.rejects(adapter.stack(), /is not understood/);
        await assert.rejects(adapter.evaluate('x', 1), /is not understood/);
        await assert.rejects(adapter.parts({ name: 'x', value: '', variablesReference: 1 }, 9), /is not understood/);
      }),
      { seed: SEED },
    );
  });

  it('leave out what is no call', async () => {
    const stackFrames = [
      { id: 1, name: 'f', line: 3, source: { path: '/x.js' } },
      { id: 2, name: '[await]', line: 0, presentationHint: 'label' },
      { id: 3, name: 'g', line: 7 },
    ];
    const adapter = adapterOf({ customRequest: () => Promise.resolve({ stackFrames }) }, 1);
    assert.deepEqual(
      (await adapter.stack()).map(({ name }) => name),
      ['f', 'g'],
    );
  });
});
