import assert from 'node:assert/strict';
import { stateProbe, stateProbeProcess } from './run-cli';

interface Report {
  whole: { accuracy: number; text: { right: number; judged: number; firstWrong: number | null } | null };
  parts: {
    kind: string;
    layer: number;
    part: number;
    of: number;
    accuracy: number;
    harm: number;
    harmOfText: number | null;
  }[];
  left: number;
}

describe('terminal: ablate, and eval --bits', function () {
  this.timeout(180_000);

  it('sorts the parts of a model by the harm that their absence does, over words and over a text', async () => {
    const args = ['ablate', 'samples/s5.word', '--model', 's5-hybrid-2', '--parts', 'layer,head,convolution,gate'];
    const { code, out } = await stateProbeProcess([...args, '--words', '32', '--json']);
    assert.equal(code, 0);
    const { whole, parts, left } = JSON.parse(out) as Report;
    assert.equal(left, 0);
    assert.deepEqual(parts.map(({ kind, layer, part }) => `${kind} ${layer} ${part}`).sort(), [
      ...['convolution 1 0', 'gate 1 0', 'head 2 0', 'head 2 1', 'head 2 2', 'head 2 3', 'layer 1 0', 'layer 2 0'],
    ]);
    for (const [at, { harm, accuracy }] of parts.entries()) {
      assert.ok(at === 0 || harm <= parts[at - 1]!.harm);
      assert.ok(Math.abs(harm - (whole.accuracy - accuracy)) < 1e-12);
    }
    assert.ok(whole.text!.judged > 0 && parts[0]!.harm > 0.5 && parts[0]!.harmOfText! > 0);
    const { out: told } = await stateProbeProcess([...args, '--words', '32']);
    assert.match(told, /nothing left out .*\n.*\n/);
    assert.match(told, /wrong at step/);
  });

  it('needs every channel of a state that is spread over all, and the state of an exact model for every word', async () => {
    const { out } = await stateProbe(['ablate', '--model', 's5-ids4-1', '--parts', 'state', '--words', '16', '--json']);
    const { whole, parts } = JSON.parse(out) as Report;
    assert.equal(whole.accuracy, 1);
    assert.equal(parts.length, 16);
    assert.ok(parts.every(({ harm }) => harm > 0));
  });

  it('says what is wrong with what is asked', async () => {
    const cases: [args: string[], code: number, reason: RegExp][] = [
      [['ablate'], 2, /which --model/],
      [['ablate', '--model', 's5-mamba-1', '--parts', 'brain'], 2, /'brain' is not one of layer, head/],
      [['ablate', '--model', 's5-mamba-1', '--by', 'fire'], 2, /mean or zero/],
      [['ablate', '--model', 's5-mamba-1', '--parts', 'head'], 1, /none of its parts is found: head/],
      [
        ['ablate', '--model', 'dyck-1-mamba-2'],
        1,
        /^state-probe: .*dyck-1: it reads the language Dyck-1, not updates of a state$/m,
      ],
      [['ablate', 'package.json', '--model', 's5-mamba-1'], 1, /package\.json/],
      [['eval', '--models', 's5-mamba-1', '--bits', '24'], 2, /float32 has 23/],
      [['eval', '--models', 's5-mamba-1', '--bits', '0'], 2, /--bits/],
      [['eval', '--models', 's5-mamba-1', '--round', 'states'], 2, /--bits says/],
      [['eval', '--models', 's5-mamba-1', '--bits', '7', '--round', 'up'], 2, /--round is one of/],
      [['eval', '--models', 's5-mamba-1', '--bits', '7', '--out', 'x.jsonl'], 2, /without files, --out/],
      [['eval', '--models', 's5-mamba-1', '--bits', '7', '--provider', 'webgpu'], 2, /run on the CPU/],
    ];
    for (const [args, code, reason] of cases) {
      const outcome = await stateProbe(args);
      assert.match(outcome.err, reason, args.join(' '));
      assert.equal(outcome.code, code, args.join(' '));
    }
  });

  it('tells how the horizon moves with the bits: errors of a rotation add up, an exact model has none', async () => {
    const args = ['eval', '--models', 's5-ids4-1,s5-rnn-ssm', '--bits', '23,3', '--count', '16', '--lengths', '4,128'];
    const { out } = await stateProbe(args);
    assert.match(out, /IDS4[^]*^128 +100% +\d(\.\d)?%\nhorizon +128 +4$[^]*RNN-SSM[^]*^128 +100% +100%$/m);
    const { out: weights } = await stateProbe([
      ...args.slice(0, 2),
      's5-ids4-1',
      ...args.slice(3),
      '--round',
      'weights',
    ]);
    assert.match(weights, /weights rounded/);
  });
});
