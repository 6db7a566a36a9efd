import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { version } from '../../../package.json';
import { elementOf } from '../../../src/algebra/elements';
import type { Tracked } from '../../../src/analysis/tracked';
import type { PatchReport } from '../../../src/cli/patch-text';
import { circleSpec, lookupSpec, symmetricManifest, temporaryFolder } from '../models/tiny-models';
import { program, writeTrackingModel } from '../language-model/tracking-model';
import { ROOT, stateProbe } from './run-cli';

const FORMATS = join(ROOT, 'docs/formats');
const BASE = 'file:///docs/formats/';

interface Line {
  format: string;
  version?: string;
  [field: string]: unknown;
}

describe('every --json of the terminal', function () {
  this.timeout(300_000);
  const folder = temporaryFolder();
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
  for (const name of readdirSync(FORMATS))
    ajv.addSchema(JSON.parse(readFileSync(join(FORMATS, name), 'utf8')) as object, `${BASE}${name}`);
  const trace = JSON.parse(readFileSync(join(ROOT, 'docs/trace.schema.json'), 'utf8')) as object;
  ajv.addSchema(trace, 'file:///docs/trace.schema.json');

  /** The lines that a command prints, each of which is what its schema says. */
  async function lines(args: string[], input = ''): Promise<Line[]> {
    const { out, err } = await stateProbe([...args, '--json'], input);
    const found = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
    for (const line of found) {
      const [, kind, number] = /^state-probe\/([a-z-]+)@(\d+)$/.exec(line.format) ?? [];
      assert.ok(kind, `${args.join(' ')}: ${JSON.stringify(line).slice(0, 100)} ${err}`);
      const schema = ajv.getSchema(kind === 'trace' ? 'file:///docs/trace.schema.json' : `${BASE}${kind}.schema.json`);
      assert.ok(schema, `there is no schema for ${line.format}`);
      assert.ok(schema(line), `${args.join(' ')}: ${ajv.errorsText(schema.errors).slice(0, 1000)}`);
      if (kind !== 'trace') assert.deepEqual([number, line.version], ['1', version]);
    }
    return found;
  }
  const formats = (found: readonly Line[]) => found.map(({ format }) => format.replace('state-probe/', ''));
  /** What the schema asks for is asked for: a line without it is none. */
  function needs(line: Line, ...fields: string[]): void {
    const schema = ajv.getSchema(`${BASE}${line.format.slice('state-probe/'.length, -2)}.schema.json`);
    for (const field of fields) {
      const less = Object.fromEntries(Object.entries(line).filter(([name]) => name !== field));
      assert.equal(schema?.(less), false, `${line.format} without ${field}`);
    }
    assert.equal(schema?.({ ...line, another: 1 }), false, `${line.format} with another field`);
  }

  it('of patch and map says what was put in where, and what follows it', async () => {
    const place = ['--at', '3', '--state', '1', '--from', 'mean'];
    const [patched] = await lines(['patch', 'samples/s5.word', '--model', 's5-wfa-ssm', ...place]);
    assert.equal(patched!.format, 'state-probe/patch@1');
    needs(patched!, 'model', 'patches', 'seed', 'steps');
    const [map] = await lines(['map', '--model', 's5-wfa-ssm', '--length', '3', '--pairs', '4']);
    assert.equal(map!.format, 'state-probe/map@1');
    needs(map!, 'model', 'cells', 'seed', 'words', 'sentence');
  });

  it('of ablate, and of eval of a rounded model', async () => {
    const parts = ['--model', 's5-wfa-ssm', '--parts', 'state', '--words', '2', '--length', '3'];
    const [ablated] = await lines(['ablate', 'samples/s5.word', ...parts]);
    assert.equal(ablated!.format, 'state-probe/ablate@1');
    needs(ablated!, 'model', 'by', 'seed', 'words', 'whole', 'parts', 'left');
    assert.deepEqual(formats(await lines(['ablate', ...parts])), ['ablate@1']);
    const bits = ['--bits', '10,7', '--round', 'states', '--count', '4', '--lengths', '3'];
    const found = await lines(['eval', '--models', 's5-wfa-ssm', ...bits]);
    assert.deepEqual(
      found.map(({ bits: kept }) => kept),
      [{ states: 10 }, { states: 7 }],
    );
  });

  it('of run on a word of a formal language, whose models say which symbols may come next', async () => {
    const [found] = await lines(['run', 'samples/parity.lang', '--models', 'parity-wfa-ssm']);
    const [model] = (found as unknown as { models: { view: string; firstWrong: number | null }[] }).models;
    assert.deepEqual([model?.view, model?.firstWrong], ['next-symbols', null]);
    const [brackets] = await lines(['trace', 'samples/heap.go', '--formal', 'brackets']);
    assert.equal((brackets as unknown as { formal: { name: string } }).formal.name.slice(0, 4), 'Dyck');
  });

  it('of states beside a data set, and of a sweep', async () => {
    const out = join(folder.path, 'words');
    const words = ['--group', 'S5', '--generators', 'transpositions', '--length', '3', '--count', '4', '--out', out];
    const made = await lines(['dataset', ...words, '--with-states', 's5-wfa-ssm']);
    assert.deepEqual(formats(made), ['dataset@1', 'dataset-states@1']);
    needs(made[1]!, 'model', 'folder', 'outputs', 'splits', 'skipped');
    const file = join(folder.path, 'sweep.json');
    writeFileSync(file, JSON.stringify({ models: ['s5-wfa-ssm'], lengths: [2], count: 4 }));
    const [listed, swept] = [await lines(['sweep', file, '--list']), await lines(['sweep', file])];
    assert.deepEqual(formats([...listed, ...swept]), ['sweep@1', 'sweep@1']);
    needs(swept[0]!, 'out', 'known', 'measured', 'failed');
    const row = JSON.parse(readFileSync(join(folder.path, 'results.jsonl'), 'utf8')) as object;
    assert.ok(ajv.getSchema(`${BASE}result.schema.json`)?.(row));
  });

  it('of graph', async () => {
    const show = ['--show', 'hidden.1', '--tokens', '1,2'];
    const found = await lines(['graph', 'models/s5-wfa-ssm.onnx', 'package.json', '--find', 'HIDDEN', ...show]);
    assert.deepEqual(formats(found), ['graph@1', 'error@1']);
    needs(found[0]!, 'path', 'inputs', 'outputs', 'layers', 'operators', 'tensors');
  });

  it('of run says which file of a model, and what it predicted after each step', async () => {
    const found = await lines([
      'run',
      'samples/s5.word',
      'README.md',
      'samples/castling-illegal.uci',
      '--models',
      's5-mamba-1,s5-wfa-ssm,parity-wfa-ssm',
    ]);
    assert.deepEqual(formats(found), ['run@1', 'error@1', 'run@1']);
    const [first] = found as [
      Line & {
        models: {
          digest: string;
          firstWrong: number;
          steps: ({ right: boolean; predicted: number[]; truth: number[]; confidence: number } | null)[];
          predictedFinal: number[];
        }[];
      },
    ];
    needs(first, 'version', 'trace', 'models');
    const [mamba] = first.models;
    assert.equal(mamba!.digest, await sha256(join(ROOT, 'models/s5-mamba-1.onnx')));
    assert.equal(
      mamba!.steps.findIndex((step) => step?.right === false),
      mamba!.firstWrong,
    );
    for (const step of mamba!.steps) assert.equal(step!.right, step!.predicted.join() === step!.truth.join());
    assert.deepEqual(mamba!.steps.at(-1)?.predicted, mamba!.predictedFinal);
  });

  it('of inspect over training: the sign before the state, and at each moment what eval says of it', async () => {
    const asked = ['inspect', 'samples/s5.word', '--over-training', '--models', 's5-small-lstm-1', '--seed', '5'];
    const [found] = await lines(asked);
    assert.deepEqual(formats([found!]), ['over-training@1']);
    needs(found!, 'version', 'source', 'trainings');
    type Learned = { key: string; answers: number; layers: number[] };
    const [{ moments, layers, words, tokens }] = found!['trainings'] as [
      { moments: { id: string; step: number; learned: Learned[] }[]; layers: string[]; words: number; tokens: number },
    ];
    assert.deepEqual([moments.length, layers], [8, ['embedding', 'layer 1']]);
    const steps = moments.map(({ step }) => step);
    assert.deepEqual(
      [...steps].sort((a, b) => a - b),
      steps,
    );
    const first = (what: string, right: (learned: Learned) => number): number =>
      moments.findIndex(({ learned }) => learned.some((one) => one.key === what && right(one) > 0.9));
    const [sign, state] = ['sign', 'state'].map((what) => first(what, ({ answers }) => answers));
    assert.ok(sign! > 0 && state! > sign!, `${sign} ${state}`);
    assert.ok(first('sign', ({ layers: [, last = 0] }) => last) <= sign!);
    const { id, learned } = moments[6]!;
    const [measured] = await lines([
      ...['eval', '--models', id, '--lengths', String(tokens), '--count', String(words), '--seed', '5'],
    ]);
    const [{ full }] = measured!['metrics'] as [{ full: number }];
    assert.equal(learned.find(({ key }) => key === 'state')?.answers, full);
  });

  it('of inspect', async () => {
    const found = await lines(['inspect', 'samples/s5.word', '--models', 's5-rnn-ssm,parity-wfa-ssm', '--seed', '5']);
    assert.deepEqual(formats(found), ['inspect@1']);
    needs(found[0]!, 'version', 'seed', 'components', 'models');
    assert.equal(found[0]!['seed'], 5);
    const asked = [
      ...['inspect', 'samples/s5.word', '--models', 's5-ids4-1', '--layer', 'last', '--label', 'sign'],
      ...['--grid', '--memory', '--compare', '--eigenvalues'],
    ];
    const [signs] = await lines(asked);
    assert.equal(signs!['label'], 'sign');
    const [model] = signs!['models'] as {
      label: { blocks: number };
      eigenvalues: object[];
      memory: { twin: object };
    }[];
    assert.equal(model!.label.blocks, 2);
    assert.ok(model!.eigenvalues.length === 1 && model!.memory.twin);
  });

  it('of eval says how the words were drawn, and why another provider ran it', async () => {
    const args = [
      'eval',
      '--models',
      's5-mamba-1,parity-wfa-ssm',
      '--lengths',
      '4,5-6',
      '--count',
      '20',
      '--seed',
      '3',
    ];
    const found = await lines([...args, '--provider', 'coreml']);
    assert.deepEqual(formats(found), ['eval@1', 'eval@1']);
    needs(found[0]!, 'version', 'digest', 'words', 'metrics');
    for (const line of found) {
      assert.deepEqual(line['words'], { seed: 3, count: 20 });
      for (const metric of line['metrics'] as { provider: string; fallback?: string }[])
        if (metric.provider === 'cpu') assert.match(metric.fallback ?? '', /coreml/);
    }
    const { out } = await stateProbe([...args, '--provider', 'coreml']);
    if (process.platform !== 'darwin') assert.equal(out.match(/^runs on the cpu: coreml .*$/gm)?.length, 2);
    assert.doesNotMatch((await stateProbe(args)).out, /runs on/);
  });

  it('of eval tells which groups of states a model keeps apart, where the steps respect none', async () => {
    // On a circle of twelve it says only in which third: any step leads out of a third.
    const table = Array.from({ length: 12 }, (_, place) =>
      Array.from({ length: 12 }, (__, id) => (id === place - (place % 4) ? 8 : 0)),
    );
    folder.write('thirds.onnx', circleSpec(table, 'thirds'));
    const args = ['eval', '--model-folder', folder.path, '--models', 'thirds', '--lengths', '16', '--count', '200'];
    const [line] = await lines(args);
    const { tracked } = line as Line & { tracked: Tracked };
    assert.deepEqual(tracked.learned, {
      groups: [
        [0, 1, 2, 3],
        [4, 5, 6, 7],
        [8, 9, 10, 11],
      ],
      ...{ fitted: 50, chosen: 50, among: tracked.learned?.among, measured: 100 },
    });
    assert.match(tracked.sentence, /^keeps apart 3 groups of states to all 16 tokens, the whole state to 0 /);
    const schema = ajv.getSchema(`${BASE}eval.schema.json`);
    assert.equal(schema?.({ ...line, tracked: { ...tracked, another: 1 } }), false);
    const { out } = await stateProbe(args);
    assert.match(out, /^It keeps apart 3 groups of states to all 16 tokens, the whole state to 0 \(no error/m);
    assert.match(
      out,
      /^Groups of states: 3 of 4, learned from what the model mixes up in 50 words, chosen among \d+ partitions by 50 others, and measured on 100 others; /m,
    );
  });

  it('of a model that is not what it says gives the reason, in each of the verbs', async () => {
    // NaN for every token.
    const classes = Array.from({ length: 120 }, (_, id) => elementOf(5, BigInt(id)));
    const table = Array.from({ length: 11 }, () => new Array<number>(120).fill(NaN));
    folder.write('nan.onnx', lookupSpec(table, symmetricManifest(5, classes, 'nan')));
    const own = ['--model-folder', folder.path, '--models', 'nan'];
    const reason = /not finite numbers/;
    const text = '(1 2) (1 2) (1 2)';
    const first = async (args: string[]): Promise<Line> => (await lines([...args, ...own], text))[0]!;
    const run = await first(['run', '-', '--language', 'word']);
    assert.match((run['models'] as { skipped: string }[])[0]!.skipped, reason);
    const inspected = await first(['inspect', '-', '--language', 'word']);
    assert.match((inspected['models'] as { skipped: string }[])[0]!.skipped, reason);
    const evaluated = await first(['eval', '--lengths', '4', '--count', '2']);
    assert.match((evaluated['metrics'] as { reason: string }[])[0]!.reason, reason);
    assert.equal(evaluated['digest'], null);
    const words = folder.write('a.word', Buffer.from(text));
    const out = join(folder.path, 'made');
    assert.deepEqual(formats(await lines(['dataset', words, '--out', out, '--split', '100,0,0'])), ['dataset@1']);
    const onData = await first(['eval', join(out, 'train.jsonl')]);
    assert.match(JSON.stringify((onData['models'] as { skipped: object }[])[0]!.skipped), reason);
  });

  it('of data sets, and of models on them', async () => {
    const out = join(folder.path, 'set');
    const plan = ['dataset', '--group', 'S5', '--length', '4-6', '--count', '30', '--seed', '2'];
    assert.deepEqual(formats(await lines([...plan, '--preview'])), new Array<string>(10).fill('dataset-preview@1'));
    const [made] = await lines([...plan, '--out', out]);
    assert.equal(made!.format, 'state-probe/dataset@1');
    needs(made!, 'version', 'seed', 'command');
    assert.deepEqual(formats(await lines(['dataset', '--check', out])), ['dataset-check@1']);
    const parts = [1, 2].map((part) => join(folder.path, `part-${part}`));
    const many = ['dataset', '--group', 'S5', '--length', '4', '--count', '5000'];
    for (const [at, part] of parts.entries()) await lines([...many, '--shard', `${at + 1}/2`, '--out', part]);
    const [merged] = await lines(['dataset', '--merge', ...parts, '--out', join(folder.path, 'merged')]);
    assert.equal(merged!.format, 'state-probe/dataset-merge@1');
    assert.deepEqual(merged!['proof'], { words: 5000, leaks: 0, repeated: 0 });
    const [evaluated] = await lines([
      'eval',
      join(out, 'train.jsonl'),
      '--count',
      '3',
      '--models',
      's5-wfa-ssm,parity-wfa-ssm',
    ]);
    assert.equal(evaluated!.format, 'state-probe/eval-dataset@1');
    const stories = join(folder.path, 'stories.json');
    const story = 'Ann has a pen. Ben has a cup. Cal has a hat. Ann and Ben swap. Who has the pen?';
    const targets = ['Ben', 'Ann', 'Ben'];
    writeFileSync(stories, JSON.stringify({ examples: targets.map((target) => ({ input: story, target })) }));
    const [answered] = await lines(['eval', stories, '--models=s5-wfa-ssm']);
    assert.equal(answered!.format, 'state-probe/eval-stories@1');
    needs(answered!, 'read', 'models');
    const { targets: held } = answered!['read'] as { targets: object };
    assert.deepEqual(held, { agree: 2, contradict: 1, unchecked: 0 });
    const [model] = answered!['models'] as { asked: number; answered: number; sizes: object[] }[];
    assert.deepEqual([model!.asked, model!.answered, model!.sizes.length], [2, 1, 1]);
    const seven = ['Ann', 'Ben', 'Cal', 'Dan', 'Eve', 'Fay', 'Gus'].map((who, at) => `${who} has a t${at}.`).join(' ');
    const swaps = ['Ann and Ben', 'Ben and Cal', 'Cal and Dan', 'Dan and Eve', 'Eve and Fay', 'Fay and Gus'];
    const examples = [4, 6].map((count) => ({
      input: `${seven} ${swaps
        .slice(0, count)
        .map((pair) => `${pair} swap.`)
        .join(' ')} Who has the t0?`,
      target: swaps[count - 1]!.split(' ').at(-1),
    }));
    writeFileSync(stories, JSON.stringify({ examples }));
    const [large] = await lines(['eval', stories, '--models=s5-wfa-ssm']);
    const [five] = large!['models'] as { asked: number; answered: number; unanswerable: number }[];
    assert.deepEqual([five!.asked, five!.answered, five!.unanswerable], [1, 1, 1]);
    const models = evaluated!['models'] as { digest?: string; provider?: string }[];
    assert.equal(models[0]!.digest, await sha256(join(ROOT, 'models/s5-wfa-ssm.onnx')));
    assert.deepEqual(
      models.map(({ provider }) => provider),
      ['cpu', undefined],
    );
  });

  it('of run says how a text stands among random words, where that is asked for', async () => {
    const [found] = await lines(['run', 'samples/s5.word', '--models', 's5-mamba-1', '--random-words']);
    const { models } = found as Line & { models: { difficulty: { words: number; tokens: number } }[] };
    assert.equal(models[0]?.difficulty.words, 200);
  });

  it('of shrink says what was kept, what was tried and by which seed', async () => {
    const asked = ['shrink', 'samples/shuffle.py', '--model', 's5-mamba-1', '--seed', '4', '--provider', 'coreml'];
    const [found] = await lines(asked);
    assert.equal(found!.format, 'state-probe/shrink@1');
    needs(found!, 'version', 'digest', 'kept', 'minimal', 'seed', 'tries');
    assert.equal(found!['seed'], 4);
  });

  it('of ask says what a language model answers, which text it read, and which layer knows it', async () => {
    const text = join(folder.path, 'cups.py');
    writeFileSync(text, program([0, 2, 1]));
    const random = ['--random-texts', '2', '--longest', '2', '--probes', '--texts', '20'];
    const language = writeTrackingModel(folder.path);
    const [asked] = await lines(['ask', text, '--models', language, ...random]);
    assert.equal(asked!.format, 'state-probe/ask@1');
    needs(asked!, 'source', 'slots', 'objects', 'models', 'seed');
    const [model] = asked!.models as { accuracy: number; isOwnText: boolean; random: object[]; probes: object }[];
    assert.deepEqual([model?.accuracy, model?.isOwnText, model?.random.length], [1, true, 2]);
    const [run] = await lines(['run', text, '--models', `${language},s5-wfa-ssm`]);
    const { models, languages } = run as unknown as { models: { id: string }[]; languages: { accuracy: number }[] };
    assert.deepEqual([models.map(({ id }) => id), languages[0]?.accuracy], [['s5-wfa-ssm'], 1]);
    // A loop is written out, and its second step read as the first one.
    const loop = join(folder.path, 'loop.py');
    const steps = 'for i in [0, 1]:\n    cups[i], cups[i + 1] = cups[i + 1], cups[i]\n';
    writeFileSync(loop, `cups = ['pea', 'coin', 'ring']\n${steps}`);
    const patch = ['patch', loop, '--model', language, '--at', '2', '--layer', '1'];
    const [patched] = await lines([...patch, '--from', 'step 1']);
    const { notes, changed, steps: told } = patched as unknown as PatchReport;
    assert.match(notes?.join() ?? '', /^written out as straight lines/);
    assert.deepEqual(
      [changed, told[0]?.before, told[1]?.before?.state, told[1]?.after?.state],
      [...[1, null, [1, 2, 0], [0, 1, 2]]],
    );
    // A random text of two steps that leads to another state ends with a step of its own.
    const [led] = await lines([...patch, '--from', 'state pea=cups[2]', '--seed', '3']);
    assert.deepEqual([led!['seed'], (led as unknown as PatchReport).steps[1]?.before?.state], [3, [1, 2, 0]]);
    const mapped = (await lines(['map', text, '--model', language, '--length', '3', '--pairs', '8', '--alone']))[0]!;
    needs(mapped, 'cells', 'sentence', 'seed');
    assert.deepEqual([mapped['alone'], mapped['length'], mapped['words']], [true, 3, 8]);
    const { out } = await stateProbe([...patch, '--from', 'zero']);
    assert.match(out, /after step 2, state after layer 1: zero \(moved by 1; it was 1 long\)/);
    for (const [more, said] of [
      [['--from', 'mean'], /--from mean is of models that read words: into a language model goes step N, /],
      [['--from', 'zero', '--state', '1'], /--state is of models that read words/],
      [
        ['--from', 'bananas'],
        /--from is one of step N, word, state STATE, zero, text FILE\[:N\], or values FILE\.json, not 'bananas'/,
      ],
    ] as const) {
      const { code, err } = await stateProbe([...patch, ...more]);
      assert.match(err, said);
      assert.equal(code, 2);
    }
  });

  it('of find says how the words were drawn and how many fail, or that none does', async () => {
    const [found] = await lines(['find', '--models', 's5-s4-1,s5-wfa-ssm', '--seed', '4', '--timeout', '60']);
    assert.equal(found!.format, 'state-probe/find@1');
    needs(found!, 'version', 'models', 'found', 'noneTo', 'seed', 'tries');
    const [none] = await lines(['find', '--models', 's5-wfa-ssm', '--longest', '2']);
    assert.deepEqual([none!['found'], none!['noneTo']], [null, 2]);
  });

  it('of models, reduce and trace', async () => {
    writeFileSync(
      join(folder.path, 'pointer.onnx'),
      'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 16\n',
    );
    const [listed] = await lines(['models', '--model-folder', folder.path]);
    needs(listed!, 'version', 'models', 'problems');
    const problems = listed!['problems'] as { path: string; reason: string }[];
    assert.match(problems.find(({ path }) => path.endsWith('pointer.onnx'))?.reason ?? '', /Git LFS pointer/);
    for (const { path, digest } of (listed!['models'] as { path: string; digest: string }[]).slice(0, 3))
      assert.equal(digest, await sha256(path));
    const [passed, failed] = await lines(['check', 'models/s5-mamba-1.onnx', join(folder.path, 'pointer.onnx')]);
    needs(passed!, 'version', 'path', 'digest', 'accepted', 'checks');
    assert.deepEqual([passed!['accepted'], failed!['accepted'], failed!['digest']], [true, false, null]);
    const [tried] = await lines(['models', '--providers', '--model', 's5-wfa-ssm']);
    needs(tried!, 'version', 'id', 'words', 'providers');
    for (const to of ['chess', 'all']) {
      const [reduced] = await lines(['reduce', '(1 3)(2 4)', '--to', to, '--seed', '9']);
      assert.equal(reduced!['seed'], 9);
      needs(reduced!, 'version', 'word', 'text');
    }
    const [swapped] = await lines(['reduce', 'samples/switch.py', '--to', 'python', '--swaps']);
    needs(swapped!, 'word', 'places', 'initial', 'spares');
    assert.match((await lines(['trace', 'samples/shuffle.py']))[0]!.format, /^state-probe\/trace@\d$/);
  });
});

async function sha256(path: string): Promise<string> {
  const { createHash } = await import('node:crypto');
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
