/**
 * Differential runs: generated programs, read by the code reader and run by the real thing, every step compared.
 *
 *     npm run fuzz                                 5,000 programs in each of seven languages against CPython, node, gcc, g++,
 *                                                  javac and java, go and rustc; and 5,000 each of the generators for
 *                                                  what only Python and JavaScript have, and for statements that are left in their middle; as many languages side by
 *                                                  side as there are processors
 *     npm run fuzz -- --count 500 --seed 7 --language rust
 *     npm run fuzz -- --record 40                  writes the answers of the real runs for `npm test`
 *
 * A program is made from its language and its seed alone. One that differs is made as small as it still differs, and
 * printed with both answers. Programs that the reader refuses are counted by reason: more than 5 % of them are no test.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { check } from './check';
import { javascriptProgram } from './javascript-programs';
import { leavingProgram } from './leaving';
import { judge, type Verdict } from './judge';
import { LANGUAGES, type Language, type Model } from './model/ast';
import { randomModel } from './model/generate';
import { optionsOf, wholeOf } from './options';
import { realRuns } from './oracles';
import { cpython } from './oracles/cpython';
import { print } from './print';
import type { Program, Run } from './program';
import { pythonProgram } from './python-programs';
import { smaller } from './shrink';
import { sideBySide } from './side-by-side';
import { runInVm } from './vm';

const SEED = 20260101;
/** Programs in one compilation. */
const BATCH = 200;
const SHOWN = 5;
const RECORDED = path.join(__dirname, '../unit/readers/code/recorded');

/** The smallest program that still differs in the same way, as far as taking statements away finds it. */
async function shrunk(model: Model): Promise<Model> {
  let best = model;
  for (let round = 0; round < 30; round++) {
    const candidates = smaller(best);
    let runs: Run[];
    try {
      runs = await realRuns(model.language, candidates);
    } catch {
      return best; // One of them is no program.
    }
    let next: Model | undefined;
    for (const [index, run] of runs.entries()) {
      const candidate = candidates[index];
      if (!candidate || run.error !== undefined || next) continue;
      if ((await judge(candidate, run)).is === 'different') next = candidate;
    }
    if (!next) return best;
    best = next;
  }
  return best;
}

async function report(model: Model, verdict: Verdict & { is: 'different' }): Promise<void> {
  console.log(`${model.language} seed ${model.seed}: ${verdict.reason}`);
  const small = await shrunk(model);
  const [run] = await realRuns(model.language, [small]);
  const told = run && (await judge(small, run));
  if (told?.is === 'different') console.log(told.reason);
  console.log(print(small));
}

async function differential(language: Language, seed: number, count: number): Promise<boolean> {
  const start = Date.now();
  const tally = { same: 0, unmoved: 0, refused: 0, different: 0, steps: 0 };
  const refusals = new Map<string, number>();
  const batch = (from: number): Model[] =>
    Array.from({ length: Math.min(BATCH, seed + count - from) }, (_, index) => randomModel(language, from + index));
  const ahead = (from: number): { models: Model[]; runs: Promise<Run[]> } | undefined => {
    if (from >= seed + count) return undefined;
    const models = batch(from);
    return { models, runs: realRuns(language, models) };
  };
  // While one batch is read, the next one is compiled and run.
  let now = ahead(seed);
  for (let from = seed; now; from += BATCH) {
    const { models, runs }: { models: Model[]; runs: Promise<Run[]> } = now;
    const real = await runs;
    now = ahead(from + BATCH);
    for (const [index, model] of models.entries()) {
      const verdict = await judge(model, real[index] ?? { events: [], states: [] });
      tally[verdict.is]++;
      if (verdict.is === 'same') tally.steps += verdict.steps;
      if (verdict.is === 'different' && tally.different <= SHOWN) await report(model, verdict);
      if (verdict.is !== 'refused') continue;
      const reason = verdict.reason.replace(/^.*?error: /, '').replaceAll(/\d+/g, '#');
      refusals.set(reason, (refusals.get(reason) ?? 0) + 1);
    }
  }
  const { same, unmoved, refused, different, steps } = tally;
  console.log(
    `${language}: seeds ${seed}…${seed + count - 1}: ${same} programs with ${steps} steps agree, ` +
      `${unmoved} move nothing by themselves, ${refused} are refused, ${different} differ (${seconds(start)})`,
  );
  for (const [reason, times] of [...refusals].sort(([, a], [, b]) => b - a))
    console.log(`    refused ${times}: ${reason}`);
  if (refused > count / 20) console.log(`    ${language}: more than 5 % are refused, which is no test`);
  return different === 0 && refused <= count / 20;
}

/** A generator of programs of one language, for what the others do not have. */
async function ofOneLanguage(
  language: 'python' | 'javascript',
  what: string,
  make: (seed: number) => Program,
  seed: number,
  count: number,
): Promise<boolean> {
  const start = Date.now();
  const python = language === 'python' ? cpython() : undefined;
  const oracle = (program: Program): Run | Promise<Run> => (python ? python.run(program) : runInVm(program));
  const tally = { same: 0, unmoved: 0, failed: 0, steps: 0 };
  for (let next = seed; next < seed + count; next++) {
    const program = make(next);
    const { wrong, steps } = await check(program, language, await oracle(program));
    if (wrong !== undefined) {
      tally.failed++;
      if (tally.failed <= SHOWN) console.log(`seed ${next}: ${wrong}\n${program.source}`);
    } else if (steps === 0) tally.unmoved++;
    else tally.same++;
    tally.steps += steps;
  }
  python?.end();
  console.log(
    `${language}, ${what}: seeds ${seed}…${seed + count - 1}: ${tally.same} programs with ${tally.steps} steps agree, ` +
      `${tally.unmoved} move nothing, ${tally.failed} differ (${seconds(start)})`,
  );
  return tally.failed === 0;
}

function seconds(start: number): string {
  return `${((Date.now() - start) / 1000).toFixed(1)} s`;
}

async function record(languages: readonly Language[], seed: number, count: number): Promise<void> {
  await mkdir(RECORDED, { recursive: true });
  const write = (name: string, all: readonly unknown[]): Promise<void> =>
    writeFile(path.join(RECORDED, `${name}.json`), `[\n${all.map((one) => JSON.stringify(one)).join(',\n')}\n]\n`);
  for (const language of languages) {
    const models = Array.from({ length: count }, (_, index) => randomModel(language, seed + index));
    const runs = await realRuns(language, models);
    await write(
      language,
      models.map((model, index) => ({ seed: model.seed, source: print(model), run: runs[index] })),
    );
    console.log(`${language}: recorded ${count} programs from seed ${seed}`);
  }
  if (!languages.includes('python')) return;
  const python = cpython();
  const programs: { program: Program; run: Run }[] = [];
  // They are small: of those of Python alone, twice as many.
  for (let next = seed; next < seed + 2 * count; next++) {
    const program = pythonProgram(next);
    programs.push({ program, run: await python.run(program) });
  }
  python.end();
  await write('cpython', programs);
}

async function main(): Promise<void> {
  const values = optionsOf(__filename, {
    count: { type: 'string', default: '5000' },
    seed: { type: 'string', default: String(SEED) },
    language: { type: 'string' },
    record: { type: 'string' },
  });
  const languages = LANGUAGES.filter((one) => values.language === undefined || one === values.language);
  if (languages.length === 0) {
    console.error(`--language is one of ${LANGUAGES.join(', ')}`);
    process.exitCode = 2;
    return;
  }
  const seed = wholeOf('seed', values.seed);
  const count = wholeOf('count', values.count);
  if (values.record !== undefined) return record(languages, seed, wholeOf('record', values.record));
  const start = Date.now();
  const [language] = languages;
  const good =
    values.language === undefined || !language
      ? await sideBySide(
          __filename,
          languages.map((one) => ['--language', one, '--seed', String(seed), '--count', String(count)]),
        )
      : await allOf(language, seed, count);
  if (values.language === undefined) console.log(`all in ${seconds(start)}`);
  if (!good) process.exitCode = 1;
}

const OWN = { python: pythonProgram, javascript: javascriptProgram };

async function allOf(language: Language, seed: number, count: number): Promise<boolean> {
  const good = await differential(language, seed, count);
  if (language !== 'python' && language !== 'javascript') return good;
  // Slices, sorts by keys, classes, destructuring.
  const own = await ofOneLanguage(language, 'its own', OWN[language], seed, count);
  const leaving = (one: number): Program => leavingProgram(language, one);
  return (await ofOneLanguage(language, 'statements that are left', leaving, seed, count)) && own && good;
}

if (require.main === module) void main();
