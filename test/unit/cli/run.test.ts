import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { paritySpec, temporaryFolder } from '../models/tiny-models';
import { stateProbe, stateProbeProcess } from './run-cli';

interface Line {
  trace: { steps: unknown[]; verdict: { class: string } };
  offered?: { id: string }[];
  models: {
    id: string;
    skipped?: string;
    firstWrong: number | null;
    accuracy: number;
    predictedFinal: number[];
    trueFinal: number[];
  }[];
}

interface Known {
  id: string;
  architecture: string;
  negative?: boolean;
  metrics?: { length: number; full: number }[];
}

describe('terminal: run', () => {
  const own = temporaryFolder();
  own.write('parity.onnx', paritySpec());
  const alike = temporaryFolder();

  it('probes a program and a game: the exact models right at every step', async () => {
    const files = ['samples/shuffle.py', 'samples/word.uci'];
    const { code, out, err } = await stateProbeProcess([
      'run',
      ...files,
      '--steps',
      'moves',
      '--models',
      's5-wfa-ssm,s5-rnn-ssm',
      '--json',
    ]);
    assert.equal(code, 0, err);
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
    assert.equal(lines.length, 2);
    for (const { trace, models } of lines) {
      assert.equal(trace.verdict.class, 'non-solvable');
      assert.ok(trace.steps.length >= 40);
      assert.deepEqual(
        models.map(({ id }) => id),
        ['s5-wfa-ssm', 's5-rnn-ssm'],
      );
      for (const { firstWrong, accuracy, predictedFinal, trueFinal } of models) {
        assert.equal(firstWrong, null);
        assert.equal(accuracy, 1);
        assert.deepEqual(predictedFinal, trueFinal);
      }
    }
  });

  it('shows a hundred swaps to every architecture: right to the end, or wrong where its own measurements say', async () => {
    const [ran, known] = await Promise.all([
      stateProbe(['run', 'samples/hundred-swaps.word', '--all', '--json']),
      stateProbe(['models', '--json']),
    ]);
    assert.equal(ran.code, 0, ran.err);
    const { trace, models } = JSON.parse(ran.out) as Line;
    assert.equal(trace.steps.length, 100);
    const manifests = new Map((JSON.parse(known.out) as { models: Known[] }).models.map((model) => [model.id, model]));
    const seen = new Set<string>();
    // Those of fewer slots than five cannot read it.
    for (const { id, firstWrong } of models.filter(({ skipped }) => !/at most [34] slots/.test(skipped ?? ''))) {
      const { architecture, negative, metrics = [] } = manifests.get(id) ?? assert.fail(id);
      seen.add(architecture);
      if (['elman-rnn', 'lstm', 'ids4', 'wfa-ssm', 'rnn-ssm'].includes(architecture))
        assert.equal(firstWrong, null, id);
      // One that writes its states, or loops, is no longer bound by its depth.
      const leaves = id.startsWith('s5-writing-') || architecture === 'looped-transformer';
      if (leaves && metrics.some(({ length, full }) => length >= 100 && full >= 0.99))
        assert.equal(firstWrong, null, id);
      if (['transformer', 's4', 'mamba'].includes(architecture) && !leaves) {
        assert.ok(metrics.length > 0, `${id} is not measured`);
        // Nearly every word is right up to the one length, and nearly none up to the other.
        const safe = Math.max(0, ...metrics.filter(({ full }) => full >= 0.99).map(({ length }) => length));
        const hopeless = Math.min(...metrics.filter(({ full }) => full <= 0.01).map(({ length }) => length));
        assert.ok(firstWrong !== null && firstWrong + 1 > safe && firstWrong < hopeless, `${id}: step ${firstWrong}`);
      }
      if (architecture === 'deltanet') assert.equal(firstWrong === null, negative === true, id);
    }
    for (const name of ['elman-rnn', 'lstm', 'ids4', 'transformer', 's4', 'mamba']) assert.ok(seen.has(name), name);
  });

  it('reads assignments by models that follow swaps and copies, and offers these where others were asked for', async () => {
    const path = own.write(
      'copies.py',
      new TextEncoder().encode('a = [1, 2, 3]\na[0], a[1] = a[1], a[0]\na[2] = a[0]\n'),
    );
    const usual = await stateProbe(['run', path, '--json']);
    const { models, offered } = JSON.parse(usual.out) as Line;
    assert.ok(
      models.every(({ id }) => id.startsWith('t3-')),
      usual.out,
    );
    const exact = models.find(({ id }) => id === 't3-wfa-ssm') ?? assert.fail(usual.out);
    assert.deepEqual([exact.firstWrong, exact.accuracy, exact.predictedFinal], [null, 1, [1, 0, 1]]);
    assert.equal(offered, undefined);
    const named = ['run', path, '--models', 's5-s4-1'];
    const other = JSON.parse((await stateProbe([...named, '--json'])).out) as Line;
    assert.match(other.models[0]?.skipped ?? '', /^its tokens only permute, and step 2 overwrites a slot/);
    assert.deepEqual(
      other.offered?.map(({ id }) => id),
      models.map(({ id }) => id),
    );
    assert.match((await stateProbe(named)).out, /^These read it: WFA-SSM.* \(--models t3-wfa-ssm/m);
  });

  it('runs one model of each kind unless told otherwise, as the editor does, and all of one’s own', async () => {
    const [args, all] = [['run', 'samples/s5.word', '--json', '--model-folder', own.path], ['--all']];
    const [usual, every] = await Promise.all([stateProbe(args), stateProbe([...args, ...all])]);
    const idsOf = ({ out }: { out: string }) => (JSON.parse(out) as Line).models.map(({ id }) => id);
    const [some, more] = [idsOf(usual), idsOf(every)];
    assert.ok(some.includes('parity') && some.includes('s5-mamba-4') && !some.includes('s5-mamba-2'), usual.err);
    assert.ok(more.includes('s5-mamba-2') && more.length > some.length + 5, every.err);
    assert.ok(!more.includes('parity-mamba-2'), 'a language is no state');
    const both = await stateProbe([...args, ...all, '--models', 's5-mamba-1']);
    assert.equal(both.code, 2);
    assert.match(both.err, /--all and --models exclude each other/);
  });

  it('tells models that are called alike apart by their ids', async () => {
    for (const name of ['one', 'two']) {
      alike.write(`${name}.onnx`, paritySpec());
      writeFileSync(join(alike.path, `${name}.state-probe.json`), JSON.stringify({ id: name, name: 'Alike' }));
    }
    const models = ['one', 'two'].map((name) => join(alike.path, `${name}.onnx`));
    const { out, err } = await stateProbe(['run', 'samples/parity.lang', '--models', models.join(',')]);
    assert.match(out, /^Alike \(one\) [^]*^Alike \(two\) /m, err);
  });

  it('prints a table for people', async () => {
    const { out } = await stateProbe(['run', 'samples/shuffle.py', '--models', 's5-mamba-2,s5-wfa-ssm']);
    assert.match(out, /model +predicted final state +true final state +first wrong step +right steps/);
    assert.match(out, /Mamba, 2 layers .* \d+ \(token \d+\) +\d+(\.\d)?% of \d+/);
    assert.match(
      out,
      /Mamba, 2 layers – trained on words up to \d+ tokens, at least 90% right up to \d+; here: .* \(56 tokens\)/,
    );
    assert.match(
      out,
      /the sign: (?:right at every step|first wrong at step \d+.*) \(one answer for all would have 53.1%\)/,
    );
    assert.match(out, /WFA-SSM \(exact\) .* none +100% of \d+/);
  });

  it('reads a game in the encoding of the paper as its word, or move by move', async () => {
    const read = async (more: string[]): Promise<{ steps: unknown[]; remarks?: { text: string }[] }> => {
      const { out, err } = await stateProbe(['trace', 'samples/word.pgn', '--json', ...more]);
      assert.equal(err, '');
      return JSON.parse(out) as { steps: unknown[] };
    };
    const [word, board] = await Promise.all([read([]), read(['--steps', 'moves'])]);
    assert.equal(word.steps.length, 8);
    assert.match(word.remarks?.[0]?.text ?? '', /an element is a step/);
    assert.ok(board.steps.length > 200);
    const { code, err } = await stateProbe(['trace', 'samples/word.pgn', '--steps', 'plies']);
    assert.deepEqual([code, err.includes('--steps is one of elements, moves')], [2, true]);
  });

  it('follows five objects of a large world, by default or by name', async () => {
    const objects = 'black queen e8,white king a1,black rook a8,black queen b8,black queen c8';
    const { out } = await stateProbe([
      'run',
      'samples/word.uci',
      '--steps',
      'moves',
      '--models',
      's5-wfa-ssm',
      '--objects',
      objects,
    ]);
    assert.match(out, /followed, by where they stand: .*white king a1/);
    const wrong = await stateProbe([
      'run',
      'samples/opera-game.pgn',
      '--models',
      's5-wfa-ssm',
      '--objects',
      'a,b,c,d,e',
    ]);
    assert.equal(wrong.code, 1);
    assert.match(wrong.err, /^samples\/opera-game\.pgn:1:1: error: this world has no object "a"/m);
  });

  it('follows the slots that move of a larger world, answers by them, and says why five objects give no answer', async () => {
    const who = ['Ann', 'Ben', 'Cal', 'Dan', 'Eve', 'Fay', 'Gus'];
    const things = ['pen', 'cup', 'hat', 'key', 'map', 'jar', 'fan'];
    const story = (...swaps: string[]) =>
      `${who.map((name, at) => `${name} has a ${things[at] ?? ''}. `).join('')}${swaps
        .map((pair) => `${pair} swap. `)
        .join('')}Who has the pen?`;
    const run = async (text: string, ...more: string[]) => {
      const { out } = await stateProbe(
        ['run', '-', '--language', 'narrative', '--models', 's5-wfa-ssm', ...more],
        text,
      );
      return out;
    };
    const few = story('Ann and Cal', 'Cal and Eve', 'Eve and Gus', 'Ben and Ann');
    const shown = await run(few);
    assert.match(shown, /^followed: the 5 of 7 slots that move: Ann, Ben, Cal, Eve, Gus$/m);
    assert.match(shown, /^answered Gus: WFA-SSM \(exact\)$/m);
    const told = JSON.parse(await run(few, '--json')) as {
      models: { view: string; slots: string[]; answers: object[] }[];
    };
    assert.deepEqual(
      told.models.map(({ view, slots, answers }) => [view, slots.length, answers]),
      [['moving-slots', 5, [{ answer: 'Gus' }]]],
    );
    const many = await run(story('Ann and Cal', 'Cal and Eve', 'Eve and Gus', 'Ben and Dan', 'Dan and Fay'));
    assert.match(
      many,
      /^no answer: WFA-SSM \(exact\) – 7 slots move, and a model of five follows in which order five objects stand/m,
    );
  });

  it('measures models on random words, the same figures for the same seed', async () => {
    const args = [
      'eval',
      '--models',
      's5-transformer-2',
      '--lengths',
      '4,12',
      '--count',
      '50',
      '--seed',
      '11',
      '--json',
    ];
    const [first, second] = await Promise.all([stateProbe(args), stateProbe(args)]);
    const figures = ({ out }: { out: string }) =>
      (JSON.parse(out) as { metrics: { full: number; steps: number }[] }).metrics.map(({ full, steps }) => [
        full,
        steps,
      ]);
    assert.deepEqual(figures(first), figures(second));
    assert.ok((figures(first)[0]?.[0] ?? 0) > 0.9, 'short words are within its reach');
    assert.ok((figures(first)[1]?.[0] ?? 1) < 0.9, 'longer ones are not');
  });
});

describe('terminal: a model that is asked for and is not there', () => {
  const own = temporaryFolder();
  const names = ['--models', 's5-wfa-ssm,s5-wfa-smm,gone.onnx'];
  interface Told {
    id: string;
    skipped?: string;
  }
  const told = (out: string): Told[] =>
    out
      .trim()
      .split('\n')
      .flatMap((line) => {
        const report = JSON.parse(line) as Told & { models?: Told[] };
        return report.models ?? [report];
      })
      .map(({ id, skipped }) => ({ id, ...(typeof skipped === 'string' && { skipped }) }));

  it('is told beside those that ran, by every verb, and the verb fails', async () => {
    const page = join(own.path, 'page.html');
    const [run, evaluated, inspected] = await Promise.all([
      stateProbe(['run', 'samples/s5.word', ...names, '--html', page, '--without-states', '--json']),
      stateProbe(['eval', ...names, '--lengths', '3', '--count', '5', '--json']),
      stateProbe(['inspect', 'samples/s5.word', ...names, '--json']),
    ]);
    for (const { code, out, err } of [run, evaluated, inspected]) {
      assert.equal(code, 1);
      assert.match(err, /there is no model 's5-wfa-smm': did you mean s5-wfa-ssm\?/);
      const [first, ...missing] = told(out);
      assert.deepEqual(first, { id: 's5-wfa-ssm' });
      assert.deepEqual(
        missing.map(({ id }) => id),
        ['s5-wfa-smm', 'gone.onnx'],
      );
      assert.match(missing[0]?.skipped ?? '', /there is no model 's5-wfa-smm'/);
      assert.match(missing[1]?.skipped ?? '', /gone\.onnx: /);
    }
    assert.match(
      await readFile(page, 'utf8'),
      /"id":"s5-wfa-smm","name":"s5-wfa-smm".{0,80}"kind":"failed","reason":"there is no model/,
    );
  });

  it('alone is wrong usage', async () => {
    const { code, err } = await stateProbe(['run', 'samples/s5.word', '--models', 'nobody']);
    assert.equal(code, 2);
    assert.match(err, /there is no model 'nobody'/);
  });
});
