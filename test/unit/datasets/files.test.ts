import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { build } from '../../../src/datasets/run/build';
import { checkDataset } from '../../../src/datasets/splits/check';
import type { TraceExample } from '../../../src/datasets/examples/example';
import { findFiles, type Search } from '../../../src/datasets/files/find';
import { namelessText, traceExample } from '../../../src/datasets/files/trace-example';
import { windows } from '../../../src/datasets/files/windows';
import type { FilesPlan } from '../../../src/datasets/plan/plan';
import { preview } from '../../../src/datasets/run/preview';
import { traceOfExample } from '../../../src/datasets/examples/trace-of-example';
import { makeTrace, states } from '../../../src/trace/trace';
import { ROOT } from '../cli/run-cli';
import { contents, examplesIn, planFor, temporaryFolder, wordPlan } from './dataset';

const SPLITS = ['train', 'validation', 'test'];

async function filesPlan(search: Search, more: Partial<FilesPlan> = {}): Promise<FilesPlan> {
  const found = await findFiles(search);
  return { kind: 'trace', root: search.root, ...found, window: null, minSteps: 1, splitBy: 'game', ...more };
}

function project(): string {
  const root = temporaryFolderNow;
  mkdirSync(join(root, 'src/vendor'), { recursive: true });
  const write = (path: string, text: string) => writeFileSync(join(root, path), text);
  write(
    'src/swap.py',
    'def first(a, b):\n    a, b = b, a\n    return a\n\ndef twice(x, y, z):\n    x, y = y, x\n    y, z = z, y\n',
  );
  write(
    'src/renamed.py',
    '# the same as twice in swap.py\ndef again(left, middle, right):\n    left, middle = middle, left\n    middle, right = right, middle\n',
  );
  write('src/nothing.py', 'print("nothing moves")\n');
  write('src/broken.py', 'def f(:\n');
  write('src/bytes.py', Buffer.from([0xff, 0xfe, 0x00]).toString('latin1'));
  write('src/vendor/lib.py', 'p, q = 1, 2\np, q = q, p\n');
  write(
    'games.pgn',
    '[Event "one"]\n\n1. e4 e5 2. Nf3 *\n\n[Event "broken"]\n\n1. e4 ??what *\n\n[Event "two"]\n\n1. d4 d5 *\n',
  );
  write('S5=2.csv', 'seed,input,target\n1,1 2,1 4\n1,7 9,7 9999\n1,0 1,0 1\n');
  write('.gitignore', 'vendor/\n*.log\n!keep.log\n');
  return root;
}

let temporaryFolderNow = '';

describe('examples from files', function () {
  this.timeout(60_000);
  temporaryFolderNow = temporaryFolder();
  const root = project();
  const out = join(temporaryFolder(), 'mixed');
  before(async () => {
    await build(planFor(await filesPlan({ root, paths: ['.'] })), out);
  });
  const all = () =>
    SPLITS.filter((split) => contents(out)[`${split}.jsonl`]).flatMap(
      (split) => examplesIn(out, split) as TraceExample[],
    );

  it('are made anew by a run that goes on, where what stands beside their file has changed', async () => {
    const folder = temporaryFolder();
    const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
    const exchange = (j: string) => `def exchange(row, i, j):\n    row[i], row[${j}] = row[${j}], row[i]\n`;
    write('places.py', exchange('j'));
    write('main.py', 'from places import exchange\n\nrow = [1, 2, 3]\nexchange(row, 0, 2)\n');
    write('alone.py', 'a, b = 1, 2\na, b = b, a\n');
    // A piece for each file.
    const plan = { ...planFor(await filesPlan({ root: folder, paths: ['main.py', 'alone.py'] })), chunk: 1 };
    const target = join(temporaryFolder(), 'out');
    const stopped = async (): Promise<void> => {
      const abort = new AbortController();
      const onProgress = ({ stage }: { stage: string }) => {
        if (stage === 'dealing') abort.abort();
      };
      await assert.rejects(build(plan, target, { signal: abort.signal, onProgress }), { name: 'AbortError' });
    };
    const read = async () => {
      const done: number[] = [];
      const onProgress = (progress: { stage: string; done: number }) => {
        if (progress.stage === 'reading') done.push(progress.done);
      };
      const { changed } = await build(plan, target, { onProgress });
      return { changed, done: done[0] };
    };
    await stopped();
    const bytes = plan.source.kind === 'trace' ? plan.source.files.map((file) => file.bytes) : [];
    assert.deepEqual(await read(), { changed: [], done: (bytes[0] ?? 0) + (bytes[1] ?? 0) });
    rmSync(target, { recursive: true });
    await stopped();
    write('places.py', exchange('j - 1'));
    assert.deepEqual(await read(), { changed: [{ source: 'main.py', beside: 'places.py' }], done: bytes[0] });
    const fresh = join(temporaryFolder(), 'fresh');
    await build(plan, fresh);
    assert.deepEqual(contents(target), contents(fresh));
    // So does one that was not there.
    rmSync(join(folder, 'places.py'));
    rmSync(target, { recursive: true });
    await stopped();
    write('places.py', exchange('j'));
    assert.deepEqual((await read()).changed, [{ source: 'main.py', beside: 'places.py' }]);
  });

  it('use the files beside theirs, and show the steps inside of calls where that is wanted', async () => {
    const folder = temporaryFolder();
    const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
    write('places.py', 'def exchange(row, i, j):\n    row[i], row[j] = row[j], row[i]\n');
    write('main.py', 'from places import exchange\n\nrow = [1, 2, 3]\nexchange(row, 0, 2)\n');
    write(
      'turned.py',
      'def turned(row):\n    new = row[:]\n    new[0], new[1] = new[1], new[0]\n    new[1], new[2] = new[2], new[1]\n    return new\n\nrow = [1, 2, 3]\nrow = turned(row)\n',
    );
    const found = async (more: Partial<FilesPlan>) => {
      const target = join(temporaryFolder(), 'out');
      await build(planFor(await filesPlan({ root: folder, paths: ['.'] }, more)), target);
      assert.equal((await checkDataset(target)).wrongCount, 0);
      const examples = SPLITS.filter((split) => contents(target)[`${split}.jsonl`]).flatMap(
        (split) => examplesIn(target, split) as TraceExample[],
      );
      const of = (uri: string) => examples.filter(({ source }) => source.uri === uri).at(-1);
      return { main: of('main.py'), turned: of('turned.py') };
    };
    const plain = await found({});
    assert.deepEqual(plain.main?.source.files, ['places.py']);
    assert.deepEqual(plain.main.final, [2, 1, 0]);
    assert.deepEqual(traceOfExample(plain.main).source.files, ['places.py']);
    assert.equal(plain.turned?.source.files, undefined);
    const inside = await found({ depth: 1 });
    assert.deepEqual(inside.main?.final, [2, 1, 0]);
    assert.ok((inside.turned?.steps.length ?? 0) > (plain.turned?.steps.length ?? 0));
  });

  it('are functions, games and rows', () => {
    const found = all().map(({ source, tokens }) => `${source.uri}:${source.range!.start.line + 1} ${tokens.length}`);
    assert.deepEqual(found.sort(), [
      'S5=2.csv:2 2',
      'S5=2.csv:4 2',
      'games.pgn:1 3',
      'games.pgn:9 2',
      'src/renamed.py:3 2',
      'src/swap.py:2 1',
      'src/swap.py:6 2',
    ]);
  });

  it('say where they stand, and are what stands there', () => {
    for (const { source, text } of all()) {
      const lines = readFileSync(join(root, source.uri), 'utf8').split('\n');
      const { start, end } = source.range!;
      const part = lines.slice(start.line, end.line + 1);
      part[part.length - 1] = part.at(-1)!.slice(0, end.character);
      part[0] = part[0]!.slice(start.character);
      assert.equal(text, part.join('\n'));
    }
  });

  it('carry the states of their traces', () => {
    for (const example of all()) {
      const trace = traceOfExample(example);
      assert.deepEqual(states(trace).slice(1), example.states);
      assert.equal(trace.verdict?.class, example.verdict?.class);
    }
  });

  it('list what could not be read, with the reason', () => {
    const lines = readFileSync(join(out, 'unreadable.jsonl'), 'utf8').trimEnd().split('\n');
    const faults = lines.map((line) => JSON.parse(line) as { path: string; line: number; reason: string });
    const places = faults.map(({ path, line }) => `${path}:${line + 1}`).sort();
    assert.deepEqual(places, ['S5=2.csv:3', 'games.pgn:7', 'src/broken.py:1', 'src/bytes.py:1']);
    assert.match(faults.find(({ path }) => path === 'S5=2.csv')!.reason, /9999/);
  });

  it('keep renamed copies and files together', async () => {
    const checked = await checkDataset(out);
    assert.deepEqual([checked.leakCount, checked.wrongCount], [0, 0]);
    const sideOf = (uri: string) =>
      SPLITS.filter(
        (split) => contents(out)[`${split}.jsonl`] && examplesIn(out, split).some(({ source }) => source.uri === uri),
      );
    assert.deepEqual(sideOf('src/swap.py'), sideOf('src/renamed.py'));
  });

  it('respect .gitignore, globs and languages', async () => {
    const paths = async (search: Partial<Search>) =>
      (await findFiles({ root, paths: ['.'], ...search })).files.map(({ path }) => path);
    assert.ok(!(await paths({})).includes('src/vendor/lib.py'));
    assert.ok((await paths({ gitignore: false })).includes('src/vendor/lib.py'));
    assert.deepEqual(await paths({ include: ['**/s*.py'] }), ['src/swap.py']);
    assert.deepEqual(await paths({ exclude: ['src/**', '*.csv'] }), ['games.pgn']);
    assert.deepEqual(await paths({ languages: ['chess'] }), ['games.pgn']);
    assert.deepEqual(await paths({ paths: ['src/vendor/lib.py', '*.pgn'] }), ['games.pgn', 'src/vendor/lib.py']);
    assert.deepEqual((await findFiles({ root, paths: ['missing.py'] })).unread, [
      { path: 'missing.py', reason: 'no such file' },
    ]);
  });

  it('come from no other data set, and from no link below what is named', async () => {
    const folder = temporaryFolder();
    const program = 'a, b = 1, 2\na, b = b, a\n';
    mkdirSync(join(folder, 'mine/sub'), { recursive: true });
    writeFileSync(join(folder, 'mine/swap.py'), program);
    writeFileSync(join(folder, 'mine/odd "name"\nin lines.py'), program);
    symlinkSync('..', join(folder, 'mine/sub/loop'));
    symlinkSync('nowhere', join(folder, 'mine/sub/dangling.py'));
    symlinkSync('mine', join(folder, 'link'));
    const made = join(folder, 'mine/data/words');
    await build(await wordPlan({ count: 20 }), made);
    const abort = new AbortController();
    const options = { signal: abort.signal, onProgress: () => abort.abort() };
    await assert.rejects(build(await wordPlan({ count: 500 }), join(folder, 'mine/data/unfinished'), options));
    const own = ['odd "name"\nin lines.py', 'swap.py'];
    const paths = async (...named: string[]) =>
      (await findFiles({ root: folder, paths: named })).files.map(({ path }) => path);
    assert.deepEqual(
      await paths('mine'),
      own.map((name) => `mine/${name}`),
    );
    assert.deepEqual(
      await paths('link'),
      own.map((name) => `link/${name}`),
      'a link that is named is followed',
    );
    assert.ok((await paths('mine/data/words')).includes('mine/data/words/train/S5=16.csv'), 'unless it is named');
    writeFileSync(join(folder, 'notes'), '');
    assert.deepEqual((await findFiles({ root: folder, paths: ['mine/sub/dangling.py', 'notes'] })).unread, [
      { path: 'mine/sub/dangling.py', reason: 'is a link to nothing' },
      { path: 'notes', reason: 'has a name that does not tell its language' },
    ]);
  });

  it('are one program outside of functions, where it can be read as one', async () => {
    const folder = temporaryFolder();
    const swap = 'def swap(row):\n    row[0], row[1] = row[1], row[0]\n';
    writeFileSync(join(folder, 'whole.py'), `cups = [1, 2, 3]\n\n${swap}\nswap(cups)\nswap(cups)\n`);
    writeFileSync(join(folder, 'parts.py'), `a, b = 1, 2\na, b = b, a\n\n${swap}\nunknown(a)\na, b = what()\n`);
    const places = async (path: string): Promise<string[]> => {
      const found: string[] = [];
      for await (const { example } of preview(planFor(await filesPlan({ root: folder, paths: [path] }))))
        found.push(`${example.source.range!.start.line}–${example.source.range!.end.line}: ${example.tokens.length}`);
      return found;
    };
    assert.deepEqual(await places('whole.py'), ['0–6: 2', '3–3: 1']);
    assert.deepEqual(await places('parts.py'), ['0–1: 1', '4–4: 1']);
  });

  it('are made of calls that nest a thousand deep', async () => {
    const [from, to] = [temporaryFolder(), join(temporaryFolder(), 'deep')];
    writeFileSync(
      join(from, 'deep.py'),
      'def down(row, n):\n    if n == 0:\n        row[0], row[1] = row[1], row[0]\n        return 0\n    for one in [n]:\n        if one > 0:\n            return 0 + max(down(row, one - 1), 0)\n\nrow = [1, 2]\ndown(row, 999)\n',
    );
    await build(planFor(await filesPlan({ root: from, paths: ['.'] })), to);
    const steps = SPLITS.flatMap((split) => (contents(to)[`${split}.jsonl`] ? examplesIn(to, split) : []));
    assert.ok((steps as TraceExample[]).some(({ source }) => source.range?.start.line === 8));
  });

  it('are shown before anything is written, from all over the files', async () => {
    const folder = temporaryFolder();
    for (let file = 0; file < 40; file++)
      writeFileSync(join(folder, `${String(file).padStart(2, '0')}.word`), '(1 2) (2 3)');
    const plan = planFor(await filesPlan({ root: folder, paths: ['.'] }));
    const files: string[] = [];
    for await (const { example, split } of preview(plan)) {
      files.push(example.source.uri);
      assert.equal(split, undefined, 'the side is not known before all are read');
    }
    assert.deepEqual(
      files,
      ['00', '04', '08', '12', '16', '20', '24', '28', '32', '36'].map((name) => `${name}.word`),
    );
    const words = await wordPlan({ count: 30 });
    const made = join(temporaryFolder(), 'words');
    await build(words, made);
    for await (const { example, split } of preview(words))
      assert.deepEqual(
        examplesIn(made, split ?? '').find(({ id }) => id === example.id),
        example,
      );
  });

  it('are cut into windows', async () => {
    const cut = join(temporaryFolder(), 'cut');
    await build(
      planFor(await filesPlan({ root, paths: ['games.pgn', 'src'] }, { window: { size: 2, stride: 1 }, minSteps: 2 })),
      cut,
    );
    const found = SPLITS.filter((split) => contents(cut)[`${split}.jsonl`]).flatMap((split) => examplesIn(cut, split));
    assert.equal(found.length, 2 + 1 + 1 + 1, 'two windows of the first game; the second game; two functions');
    assert.ok(found.every(({ tokens }) => tokens.length === 2));
    assert.deepEqual((await checkDataset(cut)).leakCount, 0);
  });

  it('of the samples have no leaks and no wrong states', async () => {
    const samples = temporaryFolder();
    cpSync(join(ROOT, 'samples'), samples, { recursive: true });
    const made = join(temporaryFolder(), 'samples');
    await build(
      planFor(await filesPlan({ root: samples, paths: ['.'] }), { fractions: [0.4, 0.3, 0.3], chunk: 1 }),
      made,
    );
    const checked = await checkDataset(made);
    assert.deepEqual([checked.leaks, checked.wrong], [[], []]);
  });
});

describe('texts up to renaming', () => {
  it('do not depend on names, spacing and comments', () => {
    const one = namelessText('a, b = b, a  # swap\nc = [1]', '#');
    assert.equal(namelessText('left,right=right,left\nx = [1]', '//'), one);
    assert.notEqual(namelessText('a, b = a, b\nc = [1]', '#'), one);
    assert.notEqual(namelessText('a, b = b, a\nc = [2]', '#'), one);
  });

  it('take for a comment what is one in their language', () => {
    assert.notEqual(namelessText('a = b // 2', '#'), namelessText('a = b // 3', '#'));
    assert.equal(namelessText('a = b // 2', '//'), namelessText('a = b // 3', '//'));
    assert.notEqual(namelessText('#define N 2\na = N', '//'), namelessText('#define N 3\na = N', '//'));
  });

  it('are refused where states and maps together are too many numbers: no thread has room for them', () => {
    const slots = Array.from({ length: 50_000 }, (_, slot) => `s${slot}`);
    const steps = Array.from({ length: 60 }, (_, at) => {
      const map = slots.map((_, slot) => slot);
      map[at] = at + 1;
      return { map, text: '' };
    });
    const trace = makeTrace({
      domain: 'code',
      source: { uri: 'x', language: 'python' },
      ...{ slots, objects: slots, initial: slots.map((_, slot) => slot), steps },
    });
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    assert.throws(
      () => traceExample(trace, { uri: 'x', text: '', hash: '', range }),
      /^RangeError: its 60 states of 50000 slots are too large for one example: cut it by windows$/,
    );
  });

  it('give a word its key whatever world it is in', () => {
    const trace = (degree: number, slots: [number, number]) => {
      const map = Array.from({ length: degree }, (_, slot) =>
        slot === slots[0] ? slots[1] : slot === slots[1] ? slots[0] : slot,
      );
      const names = map.map((_, slot) => `s${slot}`);
      return makeTrace({
        domain: 'chess',
        source: { uri: 'x', language: 'chess' },
        slots: names,
        objects: names,
        initial: names.map((_, slot) => slot),
        steps: [{ map, text: '' }],
      });
    };
    const origin = {
      uri: 'x',
      text: '',
      hash: '',
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    };
    assert.deepEqual(traceExample(trace(3, [0, 1]), origin).keys, traceExample(trace(9, [4, 7]), origin).keys);
  });
});

describe('windows of a trace', () => {
  it('begin in the state that the trace has there, and cover it', () => {
    const degree = 3;
    const step = fc.array(fc.integer({ min: 0, max: degree - 1 }), { minLength: degree, maxLength: degree });
    const size = fc.integer({ min: 1, max: 6 });
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 1, maxLength: 20 }),
        size,
        fc.integer({ min: 1, max: 6 }),
        (maps, most, by) => {
          const stride = Math.min(most, by);
          const names = ['a', 'b', 'c'];
          const trace = makeTrace({
            domain: 'word',
            source: { uri: 'x', language: 'word' },
            slots: names,
            objects: names,
            initial: [0, 1, 2],
            steps: maps.map((map, at) => ({ map, text: String(at) })),
          });
          const all = states(trace);
          const covered = new Set<string>();
          for (const window of windows(trace, { size: most, stride })) {
            assert.ok(window.steps.length <= most);
            const first = Number(window.steps[0]!.text);
            states(window).forEach((state, k) => assert.deepEqual(state, all[first + k]));
            for (const { text } of window.steps) covered.add(text);
          }
          assert.equal(covered.size, maps.length);
        },
      ),
      { seed: 20260101, numRuns: 200 },
    );
  });
});
