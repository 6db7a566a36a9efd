import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { build, unreadableOf, type Built } from '../datasets/run/build';
import { checkOut, partialOf } from '../datasets/run/place';
import { placeOf, type Refusal, type Refused } from '../datasets/card/refusals';
import { SPLITS } from '../datasets/splits/keys';
import type { Plan } from '../datasets/plan/plan';
import { preview, PREVIEW_EXAMPLES } from '../datasets/run/preview';
import { PLAN_OPTIONS, planOf } from './dataset-plan';
import { planText, previewText } from './dataset-preview';
import { addStates, STATES_OPTIONS, statesAsked } from './dataset-states';
import { ProgressLine } from './progress-line';
import { reportLine } from './report';
import type { Verb } from './verb';
import { append } from '../lists/append';
import { printable } from '../text/printable';
import { plural } from '../text/plural';
import { table } from './table';
import { UsageError, type Arguments } from './usage';
import { complain, print } from './output';

/** Places that cannot be read are listed in a file; so many, or so many reasons, are also said here. */
const MOST_SHOWN = 10;

export const dataset: Verb = {
  usage: [
    'PATH… --out DIR',
    '--group S5 … --out DIR',
    '… --preview',
    '--merge PART… --out DIR',
    '--check DIR',
    'DIR --with-states MODEL',
  ],
  does: 'a data set from files or from a generator (docs/datasets.md), and the proof that its splits share nothing',
  options: [
    { name: 'out', value: 'DIR', help: 'the folder that the data set is written to' },
    { name: 'preview', help: `shows ${PREVIEW_EXAMPLES} of its examples; nothing is written` },
    { name: 'check', help: 'proves that the splits of a data set share nothing, and that every example is sound' },
    {
      name: 'merge',
      help: 'puts the parts that --shard has made together, and proves that their splits share nothing',
    },
    { name: 'anew', help: 'deletes what an unfinished run of something else has left' },
    ...STATES_OPTIONS,
    ...PLAN_OPTIONS,
  ],
  run: makeDataset,
};

async function makeDataset(args: Arguments, signal: AbortSignal): Promise<number> {
  if (args.flag('check')) return check(args.positionals, args.flag('json'));
  const out = args.text('out');
  if (args.flag('merge')) return mergeParts(args, signal);
  const states = statesAsked(args);
  if (states !== undefined && out === undefined) return addStates(args, args.positionals, states, signal);
  const isPreview = args.flag('preview');
  if (out === undefined && !isPreview) throw new UsageError('--out DIR says where the data set is written');
  const progress = new ProgressLine();
  const onProgress = progress.show.bind(progress);
  try {
    if (out !== undefined && !isPreview) await checkOut(resolve(out));
    const plan = await planOf(args, { signal, onProgress });
    if (isPreview || out === undefined) return await show(plan, args.flag('json'), signal);
    if (states !== undefined && !plan.formats.includes('jsonl'))
      throw new UsageError('--with-states reads the examples from JSONL: add jsonl to --format');
    const built = await build(plan, resolve(out), { signal, onProgress, anew: args.flag('anew') });
    progress.clear();
    print(
      args.flag('json')
        ? reportLine('dataset', { out, seed: plan.seed, command: plan.command, ...built })
        : report(out, built),
    );
    if (states !== undefined) await addStates(args, [out], states, signal);
    return 0;
  } catch (error) {
    progress.clear();
    if (signal.aborted && out !== undefined && existsSync(partialOf(resolve(out))))
      complain(
        `state-probe: stopped; ${relative('', partialOf(resolve(out)))} keeps what is made, and the same command goes on from there`,
      );
    throw error instanceof RangeError ? new UsageError(error.message) : error;
  }
}

async function mergeParts(args: Arguments, signal: AbortSignal): Promise<number> {
  const out = args.text('out');
  if (out === undefined) throw new UsageError('--out DIR says where the data set is written');
  const { merge } = await import('../datasets/run/merge');
  const progress = new ProgressLine();
  const onProgress = progress.show.bind(progress);
  try {
    await checkOut(resolve(out));
    const folders = args.positionals.map((folder) => resolve(folder));
    const { statistics, proof } = await merge(folders, resolve(out), { signal, onProgress, anew: args.flag('anew') });
    progress.clear();
    if (args.flag('json')) print(reportLine('dataset-merge', { out, statistics, proof }));
    else
      print(
        [
          splitTable(statistics),
          proof.words === undefined
            ? 'The splits were not read again: none of these formats tells the words by themselves'
            : `${plural(proof.words, 'word')} read again: none is on two sides`,
        ].join('\n'),
      );
    return 0;
  } finally {
    progress.clear();
  }
}

function splitTable(statistics: Built['statistics']): string {
  const rows = SPLITS.map((split) => [split, String(statistics[split].examples), String(statistics[split].tokens)]);
  return table(['split', 'examples', 'tokens'], rows);
}

/** Some examples of what a command would write, which is not written. */
async function show(plan: Plan, isJson: boolean, signal: AbortSignal): Promise<number> {
  if (!isJson) print(planText(plan));
  let count = 0;
  for await (const example of preview(plan, signal)) {
    count++;
    print(isJson ? reportLine('dataset-preview', { seed: plan.seed, ...example }) : `\n${previewText(example, count)}`);
  }
  if (count === 0) throw new Error('there is no example in these files');
  if (!isJson && count < PREVIEW_EXAMPLES) print('\nThese are all of its examples.');
  return 0;
}

function report(out: string, { statistics, unread, largest, bound, changed }: Built): string {
  const lines = [splitTable(statistics)];
  for (const { source, beside } of changed.slice(0, MOST_SHOWN))
    lines.push(
      `${printable(source)} was read anew, for ${printable(beside)} beside it has changed since the run was stopped`,
    );
  if (changed.length > MOST_SHOWN) lines.push(`and so were ${changed.length - MOST_SHOWN} more`);
  const total = SPLITS.reduce((sum, split) => sum + statistics[split].examples, 0);
  if (unread.files + unread.places > 0) {
    lines.push(
      `${plural(unread.files, 'file')} and ${plural(unread.places, 'place')} in files could not be read (unreadable.jsonl):`,
    );
    append(lines, unread.files + unread.places > MOST_SHOWN ? reasonLines(unread.reasons) : placeLines(out));
  }
  if (unread.nothing + unread.short > 0)
    lines.push(`nothing moves in ${unread.nothing} places; ${unread.short} examples are too short`);
  if (unread.sentences > 0)
    lines.push(`${plural(unread.sentences, 'sentence')} passed over in stories, because they move nothing`);
  if (total > 1 && largest > total / 2)
    lines.push(`${largest} of ${total} examples belong together, so the splits are uneven: ${boundText(bound)}`);
  return lines.join('\n');
}

/** What binds examples that stay on one side. */
function boundText({ by: { word, text }, such }: Built['bound']): string {
  if (!such) return 'they are of one file';
  const ways = [
    ...(word > 0 ? [plural(word, 'word')] : []),
    ...(text > 0 ? [`${plural(text, 'text')} up to renaming`] : []),
  ];
  return `${ways.join(' and ')} that files or games have in common (examples ${such.join(' and ')}), or one file`;
}

function placeLines(out: string): string[] {
  return unreadableOf(out, MOST_SHOWN).map((line) => {
    const refused = JSON.parse(line) as Refused;
    return `  ${printable(`${placeOf(refused)}: ${refused.reason}`)}`;
  });
}

/** Where there are many places, how many there are of each reason, and the first of them. */
function reasonLines(reasons: readonly Refusal[]): string[] {
  const shown = reasons
    .slice(0, MOST_SHOWN)
    .map(({ reason, places, such }) => `  ${places} × ${printable(reason)}, such as ${printable(such[0] ?? '')}`);
  const more = reasons.length - MOST_SHOWN;
  return more > 0 ? [...shown, `  and ${plural(more, 'more reason')}: they are in the card`] : shown;
}

async function check(folders: readonly string[], isJson: boolean): Promise<number> {
  const [folder, more] = folders;
  if (folder === undefined || more !== undefined) throw new UsageError('which data set? (one folder)');
  const { checkDataset } = await import('../datasets/splits/check');
  const found = await checkDataset(resolve(folder));
  if (isJson) print(reportLine('dataset-check', found));
  else {
    const { examples, leakCount, leaks, wrongCount, wrong, miscounted } = found;
    print(`${examples.train} train, ${examples.validation} validation and ${examples.test} test examples`);
    for (const { what, first, second } of leaks) {
      print(`same ${what}: ${first.split} ${first.id} and ${second.split} ${second.id}`);
    }
    for (const { split, line, character, reason } of wrong) {
      const path = join(folder, `${split}.jsonl`);
      print(printable(`${path}:${line + 1}:${character + 1}: error: ${reason}`));
    }
    for (const { split, stated } of miscounted) {
      print(`${split} holds ${examples[split]} sound examples, but the data set says ${stated}`);
    }
    print(`${plural(leakCount, 'leak')} between splits, ${plural(wrongCount, 'wrong example')}`);
  }
  return found.leakCount + found.wrongCount + found.miscounted.length > 0 ? 1 : 0;
}
