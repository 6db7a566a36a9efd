import assert from 'node:assert/strict';
import { readdirSync, readFileSync, mkdtempSync, rmSync, existsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { patience } from '../../../scripts/lib/patience.mjs';
import { ROOT, stateProbe } from './run-cli';

/** What each command of a page answers, in words that the page's own text relies on: one line for each, in their order. */
const ANSWERS: Readonly<Record<string, readonly RegExp[]>> = {
  'guide-first-answer.md': [
    /generate S5.*not solvable/,
    /first wrong step.*in theory/,
    /^4 +100%[^]*^8 +0%/m,
    /^Fails on \d+ of the text's 49 steps/m,
    /IDS4, 1 layer.*right at all 49 steps[^]*at every step from layer 1/,
    /first wrong step/,
  ],
  'guide-lesson.md': [
    /Alice trades keys with Carl/,
    /generate S5.*not solvable/,
    /generate Z2.*counting modulo 2/,
    /Mamba, 1 layer[^]*^8 +0%[^]*Mamba, 2 layers[^]*^8 +[1-9][^]*Mamba, 4 layers/m,
    /S4, 1 layer[^]*^64 +0%[^]*IDS4, 1 layer[^]*^64 +100%/m,
    /is wrong after this word[^]*words tried/,
    /^Fails on \d+ of the text's \d+ steps/m,
  ],
  'guide-research.md': [
    /follows the contract: 16 of 16/,
    /^test +\d+/m,
    /^0 leaks between splits, 0 wrong examples/m,
    /^16 +\d+ +100 ?%/m,
    /my-gru-of-mine[^]*^16 +100 ?%[^]*Mamba, 2 layers, T3[^]*^16 +\d(\.\d)? ?%/m,
    /the belief is carried in the recurrent state of layer 1/,
    /: 6 rows/,
  ],
};

/**
 * What the page on research trains, for machines without PyTorch: a bundled model of three slots under a name of its own (of the
 * same length, since the file says how long it is).
 */
function standIn(): Buffer {
  const bytes = readFileSync(join(ROOT, 'models/t3-elman-rnn-1.onnx'));
  const id = Buffer.from('t3-elman-rnn-1');
  for (let at = bytes.indexOf(id); at >= 0; at = bytes.indexOf(id, at)) bytes.write('my-gru-of-mine', at, 'utf8');
  return bytes;
}

const READING = new Set(['--lines', '--formal', '--language', '--game']);

/** What `trace` and `run` are shown to read of the samples on a page: the arguments that say it. */
function readingsOf(page: string): string[][] {
  const lines = readFileSync(join(ROOT, page), 'utf8').matchAll(
    /(?:state-probe|dist\/cli\.js) (?:trace|run) (samples\/[^`\n|#]*)/g,
  );
  return [...lines].map(([, rest = '']) => {
    const [file = '', ...options] = rest.trim().split(/\s+/);
    return [file, ...options.flatMap((option, at) => (READING.has(option) ? [option, options[at + 1] ?? ''] : []))];
  });
}

/** What a reader's own folder holds, or gets. */
const OWN = /^(answer\.html|figures\.html|my-gru\.onnx|results\.jsonl|words)(?=$|[/,])/;

/** The commands of a page, each as its arguments. */
function commandsOf(page: string): string[][] {
  const blocks = readFileSync(join(ROOT, 'docs', page), 'utf8').matchAll(/^```sh\n([^]*?)```/gm);
  const lines = [...blocks].flatMap(([, block = '']) => block.trim().split('\n'));
  return lines.map((line) => {
    const [program, ...rest] = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare = '']) => quoted ?? bare);
    assert.equal(program, 'state-probe', `${page}: ${line}`);
    return rest;
  });
}

describe('the guides', function () {
  this.timeout(120_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'state-probe-guides-'));
    writeFileSync(join(folder, 'my-gru.onnx'), standIn());
  });
  after(() => rmSync(folder, { recursive: true }));

  for (const [page, answers] of Object.entries(ANSWERS)) {
    it(`${page}: every command answers what the page says of it`, async () => {
      const commands = commandsOf(page);
      assert.equal(commands.length, answers.length);
      for (const [place, args] of commands.entries()) {
        const { code, out, err } = await stateProbe(
          args.map((arg, at) => {
            if (OWN.test(arg)) return join(folder, arg);
            return args[at - 1] === '--timeout' ? String(patience(Number(arg))) : arg;
          }),
        );
        const line = args.join(' ');
        assert.equal(code, 0, `${line}: ${err}`);
        assert.match(out, answers[place] ?? /^$/, line);
        const html = args[args.indexOf('--html') + 1];
        if (args.includes('--html')) assert.ok(existsSync(join(folder, html ?? '')));
      }
    });
  }

  it('samples are read as every page reads them', async () => {
    const pages = ['README.md', ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`)];
    const readings = pages.filter((page) => page.endsWith('.md')).flatMap(readingsOf);
    assert.ok(readings.some((args) => args.includes('--formal')));
    for (const args of new Map(readings.map((each) => [each.join(' '), each])).values()) {
      const { code, err } = await stateProbe(['trace', ...args]);
      assert.equal(code, 0, `${args.join(' ')}: ${err}`);
    }
  });
});
