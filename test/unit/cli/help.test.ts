import assert from 'node:assert/strict';
import { didYouMean } from '../../../src/cli/nearest';
import { parseArguments } from '../../../src/cli/usage';
import { VERBS } from '../../../src/cli/verbs';
import { generalHelp, verbHelp } from '../../../src/cli/help';
import { OPTIONS } from '../../../src/datasets/plan/options';
import { argumentsFor, fieldsFor } from '../../../src/extension/datasets/fields';
import { version } from '../../../package.json';
import { stateProbe, stateProbeProcess } from './run-cli';

describe('terminal: help', () => {
  it('lists every verb with what it does', async () => {
    const { code, out, err } = await stateProbe(['--help']);
    assert.equal(code, 0, err);
    assert.equal(out.trimEnd(), await generalHelp());
    for (const [name, load] of Object.entries(VERBS)) {
      const { usage, does } = await load();
      for (const way of usage) assert.ok(out.includes(`  ${name} ${way}`.trimEnd()), `${name} ${way}`);
      assert.ok(out.replace(/\s+/g, ' ').includes(does), does);
    }
  });

  it('tells of each verb its own options and no others, in lines that fit', async () => {
    for (const [name, load] of Object.entries(VERBS)) {
      const verb = await load();
      const help = verbHelp(name, verb);
      const told = [...help.matchAll(/^ {2}--([a-z-]+)/gm)].map(([, option]) => option ?? '');
      assert.deepEqual(told.sort(), [...verb.options.map((option) => option.name), 'json', 'help'].sort(), name);
      for (const line of help.split('\n')) assert.ok(line.length <= 110, line);
    }
  });

  it('is asked for in three ways, and nothing is done then', async () => {
    const asked = await Promise.all([
      stateProbeProcess(['run', '--help']),
      stateProbeProcess(['run', 'no-such-file.py', '-h']),
      stateProbeProcess(['help', 'run']),
    ]);
    for (const { code, out, err } of asked) {
      assert.equal(code, 0, err);
      assert.match(out, /^state-probe run FILE…\n/);
      assert.match(out, /--html OUT\.html +writes/);
    }
  });

  it('is told without asking every verb, and the same as they tell', async () => {
    const { out } = await stateProbeProcess(['--help']);
    assert.equal(out.trimEnd(), await generalHelp());
  });

  it('tells its version', async () => {
    const { code, out } = await stateProbe(['--version']);
    assert.deepEqual([code, out], [0, `state-probe ${version}\n`]);
  });

  const slips: [args: string[], message: RegExp][] = [
    [['datset'], /there is no verb 'datset': did you mean dataset\? \(state-probe --help/],
    [['insepct', 'x.py'], /did you mean inspect\?/],
    [['frobnicate'], /there is no verb 'frobnicate' \(state-probe --help/],
    [['--verison'], /there is no option '--verison': did you mean --version\?/],
    [['run', 'x.py', '--model', 'a'], /there is no option --model: did you mean --models\? \(state-probe run --help/],
    [['eval', '--lenghts=2,4'], /there is no option --lenghts: did you mean --lengths\?/],
    [['trace', 'x.py', '--quantum'], /there is no option --quantum \(/],
    [['trace', '-x'], /there is no option -x \(a text that begins with a dash comes after --\)/],
    [['run', 'x.py', '--lines'], /--lines/],
  ];
  for (const [args, message] of slips) {
    it(`says what was meant by ${args.join(' ')}`, async () => {
      const { code, err } = await stateProbe(args);
      assert.match(err, message);
      assert.equal(code, 2);
    });
  }

  it('takes no far word for a slip', () => {
    assert.equal(didYouMean('x', ['run', 'eval']), '');
    assert.equal(didYouMean('--colour', ['--lines', '--objects']), '');
    assert.equal(didYouMean('--all-of-it', ['--all', '--json']), '');
  });
});

describe('the options of data sets', () => {
  it('are one table: whatever the form may answer, the terminal takes', async () => {
    const verb = await VERBS['dataset']?.();
    assert.ok(verb);
    const names = new Set(verb.options.map(({ name }) => name));
    for (const { name } of OPTIONS) assert.ok(names.has(name), name);
    let asked = 0;
    for (const [origin, given] of [
      ['files', { window: '64' }],
      ['generator', {}],
      ['generator', { source: 'language' }],
    ] as const) {
      for (const { key, choices, check } of fieldsFor(origin, given)) {
        for (const { value } of choices) {
          const answers = { ...given, [key]: value };
          const [name, ...argv] = argumentsFor(origin, answers);
          assert.equal(name, 'dataset');
          assert.doesNotThrow(() => parseArguments(argv, verb.options), argv.join(' '));
          if (value !== '') assert.equal(await check?.(value, answers), undefined, `${key} ${value}`);
          asked++;
        }
      }
    }
    assert.ok(asked > 60, String(asked));
  });

  it('check a default as they check what is said', async () => {
    for (const { name, check, default: initial } of OPTIONS)
      if (initial !== undefined) assert.equal(await check?.(initial, {}), undefined, name);
  });
});
