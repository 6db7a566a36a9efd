import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stateProbe, stateProbeProcess } from './run-cli';

const PROGRAM = `# A dealer who moves five cards about.
cards = ['ace', 'king', 'queen', 'jack', 'ten']

for turn in range(6):
    cards[0], cards[turn % 4 + 1] = cards[turn % 4 + 1], cards[0]
    cards.append(cards.pop(0))

cards[1], cards[3] = cards[3], cards[1]
for low in (3, 1, 2):
    cards[low], cards[low + 1] = cards[low + 1], cards[low]
`;

const STORY = `Ada, Ben, Cleo, Dov and Eve each have a ball.

Ada and Ben swap balls. Then Cleo and Dov trade. Ben and Eve swap balls. Ada trades with Dov. Eve and Cleo swap.
Ben and Dov exchange balls. Ada and Eve swap. Cleo and Ben trade. Dov and Eve swap balls. Ada and Cleo trade.
Ben and Ada swap balls. Eve and Ben trade. Cleo and Eve swap. Dov and Ada exchange balls. Ben and Cleo swap.
`;

/** With time enough on a busy machine: a search that is ended by time gives what it has. */
const SHRINK = ['shrink', '--timeout', '600'];

interface Model {
  firstWrong: number | null;
  judged: number;
  skipped?: string;
}

interface Report {
  kept: number[];
  tokens: number;
  minimal: boolean;
  steps: number;
  text: { dress: string; language: string; text: string; note?: string };
}

describe('terminal: shrink', function () {
  this.timeout(120_000);
  let folder = '';
  before(() => (folder = mkdtempSync(join(tmpdir(), 'state-probe-shrink-'))));
  after(() => rmSync(folder, { recursive: true }));
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };

  async function json<T>(...args: string[]): Promise<T[]> {
    const { out, err } = await stateProbe([...args, '--json']);
    assert.equal(err, '');
    return out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as T);
  }

  /** What a model does on texts, each probed as any other. */
  async function probed(model: string, ...paths: string[]): Promise<Model[]> {
    const lines = await json<{ models: [Model] }>('run', ...paths, '--models', model);
    return lines.map(({ models: [one] }) => one);
  }

  /** Shrinks a text, and runs what comes out, and every word with one step of it left out. */
  async function check(path: string, model: string, dress: string, name: string): Promise<Report> {
    const [whole] = await probed(model, path);
    assert.ok(whole && whole.firstWrong !== null, 'the text fails');
    const target = join(folder, `shrunk-${name}`);
    const [report] = await json<Report>(...SHRINK, path, '--model', model, '--out', target);
    assert.ok(report);
    const { kept, text, minimal } = report;
    assert.ok(minimal && kept.length <= whole.firstWrong + 1);
    assert.equal(text.dress, dress);
    assert.equal(readFileSync(target, 'utf8'), text.text);
    const [again] = await probed(model, target);
    assert.deepEqual([again?.firstWrong, again?.judged], [kept.length - 1, kept.length], 'it fails at its last step');
    const { out } = await stateProbe(['reduce', target, '--to', 'word']);
    const word = out.trim().match(/(\([\d ]*\))+/g) ?? [];
    assert.equal(word.length, kept.length);
    const less = word.map((_, without) =>
      file(`${without}-${name}.word`, `# degree: 5\n${word.filter((__, at) => at !== without).join('\n')}\n`),
    );
    for (const { firstWrong } of await probed(model, ...less)) assert.equal(firstWrong, null);
    return report;
  }

  it('of a program is a program', async () => {
    const report = await check(file('deal.py', PROGRAM), 's5-mamba-2', 'python', 'deal.py');
    assert.match(report.text.note ?? '', /told anew/);
    assert.ok(report.tokens <= 9, 'its published reach is 7 tokens');
  });

  it('of a story is a story', async () => {
    const report = await check(file('balls.txt', STORY), 's5-transformer-2', 'narrative', 'balls.txt');
    assert.ok(report.tokens <= 9, 'its published reach is 7 tokens');
  });

  it('of a game is a game in the paper’s encoding, and says so', async () => {
    const report = await check('samples/opera-game.pgn', 's5-s4-2', 'chess', 'opera.pgn');
    assert.match(report.text.note ?? '', /encoding of the paper/);
    assert.ok(report.tokens <= 7, 'its published reach is 5 tokens');
  });

  it('of a text in a language that is not written is its word, and says so', async () => {
    const [report] = await json<Report>(...SHRINK, 'samples/juggle.rs', '--model', 's5-mamba-1');
    assert.equal(report?.text.dress, 'word');
    assert.match(report.text.note ?? '', /not written in rust/);
  });

  it('of a word in which few slots move says how they are numbered anew', async () => {
    const path = file('few.word', '(1 2) (6 7) (2 6) (1 3) '.repeat(4));
    const [report] = await json<Report>(...SHRINK, path, '--model', 's5-mamba-1');
    assert.equal(report?.text.note, 'one of slots that are numbered anew: 1 is 1, 2 is 2, 3 is 3, 4 is 6, 5 is 7');
    assert.doesNotMatch(report.text.text, /[67]/);
  });

  it('is the same for the same seed, and says what was tried', async () => {
    const args = [...SHRINK, file('again.txt', STORY), '--model', 's5-s4-4', '--seed', '5'];
    const [one, other] = [await stateProbeProcess(args), await stateProbe(args)];
    assert.equal(one.code, 0, one.err);
    assert.equal(one.out, other.out);
    assert.match(one.out, /^Fails on \d+ of the text's 15 steps: steps [\d, ]+\.$/m);
    assert.match(one.out, /^Without any one of them it is right at every step; /m);
    assert.match(one.out, /^[\d,]+ sub-words tried, seed 5\.$/m);
  });

  it('refuses what it cannot do, and writes nothing then', async () => {
    const path = file('fine.txt', STORY);
    const right = await stateProbe(['shrink', path, '--model', 's5-wfa-ssm']);
    assert.equal(right.code, 1);
    assert.match(right.err, /fine\.txt:1:1: error: s5-wfa-ssm is right at all 15 steps: there is nothing to shrink/);
    const language = await stateProbe(['shrink', path, '--model', 'parity-mamba-2']);
    assert.equal(language.code, 1);
    assert.match(language.err, /does not run: it reads the language parity/);
    for (const [args, reason] of [
      [['shrink', path], /which --model/],
      [['shrink', path, '--model', 's5-mamba-9'], /there is no model/],
      [['shrink', path, path, '--model', 's5-mamba-1'], /which FILE\? \(one/],
      [['shrink', path, '--model', 's5-mamba-1', '--out', path], /is the text itself/],
      [['shrink', path, '--model', 's5-mamba-1', '--out', join(folder, 'other.py')], /named ….*\.txt/],
      [['shrink', path, '--model', 's5-mamba-1', '--timeout', '0'], /--timeout must be/],
    ] as const) {
      const { code, err } = await stateProbe(args);
      assert.equal(code, 2, err);
      assert.match(err, reason);
    }
    assert.ok(!existsSync(join(folder, 'other.py')));
  });
});
