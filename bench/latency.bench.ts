import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { defaultModels } from '../src/analysis/default-models';
import { told as wordOf } from '../src/analysis/told';
import { readCatalogue } from '../src/models/catalogue';
import { isMonoid } from '../src/models/manifest';
import { readText } from '../src/readers';
import type { Bare, BareWord } from './latency/bare';
import type { Many, Repeated } from './latency/extension';
import { middle, type Result } from './result';

const ROOT = resolve(__dirname, '..');
const SAMPLE = join(ROOT, 'samples/shuffle.py');
const COLD = 5;
const WARM = 30;
const PROBES = 200;
/** Texts of every kind, and a long one. */
const MANY = ['shuffle.py', 'rotate.js', 's5.word', 'hundred-swaps.word', 'opera-game.pgn', 'shell-game.txt'];
const LONGEST = 1024;

/** What a person waits for, and what the extension holds, with a stand-in for the editor around the built extension. */
export default async function latency(): Promise<Result[]> {
  if (!existsSync(join(ROOT, 'dist/extension.js'))) throw new Error('build first: npm run build -- --production');
  const folder = mkdtempSync(join(tmpdir(), 'state-probe-latency-'));
  try {
    const [extension, bare] = ['extension', 'bare'].map((name) => bundled(name, folder)) as [string, string];
    const words = join(folder, 'words.json');
    writeFileSync(words, JSON.stringify(await wordsOf(SAMPLE)));
    const ofBare: Bare[] = [];
    const ofExtension: Repeated[] = [];
    // In turn, so that what else the machine does meets both.
    for (let run = 0; run < COLD; run++) {
      const times = String(run === 0 ? WARM : 0);
      ofBare.push(told([bare, words, times]) as Bare);
      ofExtension.push(told([extension, ROOT, 'repeated', SAMPLE, times]) as Repeated);
    }
    const long = join(folder, 'long.word');
    writeFileSync(long, Array.from({ length: LONGEST }, (_, step) => `(1 ${2 + (step % 4)})`).join('\n'));
    const paths = [...MANY.map((name) => join(ROOT, 'samples', name)), long];
    const held = told(['--expose-gc', extension, ROOT, 'many', String(PROBES), ...paths]) as Many;
    const againBare = middle(ofBare[0]?.again ?? []);
    const alone = 'onnxruntime alone';
    const megabytes = (bytes: number) => bytes / 1e6;
    const time = (what: string, value: number, against?: number): Result => ({
      ...{ what, value, unit: 'ms' },
      ...(against !== undefined && { against: { what: alone, value: against } }),
    });
    return [
      time('activation, by the clock', middle(ofExtension.map(({ activation }) => activation.wall))),
      time('activation, processor time', middle(ofExtension.map(({ activation }) => activation.processor))),
      time(
        'first probe, cold',
        middle(ofExtension.map(({ first }) => first)),
        middle(ofBare.map(({ first }) => first)),
      ),
      time(`probe, warm, median of ${WARM}`, middle(ofExtension[0]?.again ?? []), againBare),
      { what: 'lens events of one probe, most', value: Math.max(...(ofExtension[0]?.lensEvents ?? [])), unit: '' },
      { what: `heap after ${PROBES} probes (${held.steps} steps)`, value: megabytes(held.heapUsed), unit: 'MB' },
      { what: 'arrays beside the heap', value: megabytes(held.arrayBuffers), unit: 'MB' },
      { what: 'memory of the process', value: megabytes(held.rss), unit: 'MB' },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As plain JavaScript: what translates TypeScript would be measured, too. */
function bundled(name: string, folder: string): string {
  const outfile = join(folder, `${name}.js`);
  buildSync({
    ...{ entryPoints: [join(__dirname, 'latency', `${name}.ts`)], outfile, bundle: true, platform: 'node' },
    external: ['vscode', 'onnxruntime-node'],
    banner: { js: `module.paths.push(${JSON.stringify(join(ROOT, 'node_modules'))});` },
  });
  return outfile;
}

function told(args: readonly string[]): unknown {
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}

/** What the default models read of a text. */
async function wordsOf(path: string): Promise<BareWord[]> {
  const { models } = await readCatalogue([join(ROOT, 'models')]);
  const trace = await readText({ uri: path, language: 'python', text: readFileSync(path, 'utf8') }, {});
  return defaultModels(models).flatMap(({ path: model, manifest }) => {
    const word = isMonoid(manifest) ? wordOf(manifest.task, trace) : { problem: 'it reads a language' };
    return 'problem' in word ? [] : [{ path: model, tokens: [...word.tokens] }];
  });
}
