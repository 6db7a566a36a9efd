import { namedGroup } from '../../algebra/groups';
import type { Verdict } from '../../algebra/verdict';
import { isOfBlocks } from '../tables/columns';
import { featuresOf } from '../tables/features';
import { formatNamed, type Format } from '../formats';
import { SPLITS, type Split } from '../splits/keys';
import type { Plan } from '../plan/plan';
import type { Statistics, SplitStatistics } from './statistics';
import { greatest } from '../../lists/extremes';
import { refusalsSection, type Refusal } from './refusals';

/** The file by which a folder is known to be a data set of this program. */
export const DATASET_FILE = 'dataset.json';

export const DATASET_FORMAT = 'state-probe/dataset@1';

/** What was not made into examples. */
export interface Unread {
  /** Files that could not be read at all, and places in files. */
  files: number;
  places: number;
  /** Functions and games in which nothing moves, and examples shorter than asked for. */
  nothing: number;
  short: number;
  /** Sentences that were passed over in the stories that are read. */
  sentences: number;
  /** Why files and places could not be read, the most frequent reason first. */
  reasons: readonly Refusal[];
}

export const NOTHING_UNREAD: Unread = { files: 0, places: 0, nothing: 0, short: 0, sentences: 0, reasons: [] };

export interface About {
  plan: Plan;
  statistics: SplitStatistics;
  unread: Unread;
  largest: number;
  /** Bytes of the files that `load_dataset` reads of each split. */
  sizes: Readonly<Record<Split, number>>;
}

/** `dataset.json`: what the data set is, for programs. */
export function datasetFile({ plan, statistics, unread, largest }: About): string {
  const { source, seed, formats, columns, fractions, command, part } = plan;
  // Of a part everything is there that all parts are put together by.
  const about = {
    format: DATASET_FORMAT,
    kind: source.kind,
    seed,
    formats,
    columns,
    fractions,
    command,
    ...(part && { plan }),
  };
  return `${JSON.stringify({ ...about, ...detailsOf(source), unread, largest, statistics }, null, 2)}\n`;
}

function detailsOf(source: Plan['source']): object {
  if (source.kind === 'word') {
    const { group, lengths, count, unique, as } = source;
    return { group, lengths, count, unique, as };
  }
  if (source.kind === 'language') {
    const { name, definition, lengths, count } = source;
    return { language: name, definition: JSON.parse(definition) as unknown, lengths, count };
  }
  if (source.kind === 'problem') {
    const { name, lengths, count } = source;
    return { problem: name, lengths, count };
  }
  const { files, window, minSteps, splitBy } = source;
  return { files, window, minSteps, splitBy };
}

/** `README.md`: a data set card with the fields that Hugging Face reads. */
export async function cardOf({ plan, statistics, unread, largest, sizes }: About): Promise<string> {
  const { source, seed } = plan;
  const total = SPLITS.reduce((sum, split) => sum + statistics[split].examples, 0);
  const used = SPLITS.filter((split) => statistics[split].examples > 0);
  return [
    '---',
    `pretty_name: ${JSON.stringify(titleOf(source))}`,
    'tags:',
    ...[
      'state-tracking',
      source.kind === 'word' ? 'word-problem' : source.kind === 'language' ? 'formal-languages' : 'traces',
    ].map((tag) => `  - ${tag}`),
    'size_categories:',
    `  - ${sizeCategory(total)}`,
    ...loading(plan, statistics, sizes),
    '---',
    '',
    `# ${titleOf(source)}`,
    '',
    `Made by State Probe with seed ${seed}:`,
    '',
    ...fenced(plan.command),
    '',
    MEANING[source.kind],
    '',
    '| split | examples | tokens | shortest | longest |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...used.map((split) => splitRow(split, statistics[split])),
    '',
    ...(plan.part
      ? [
          `This is part ${plan.part.index + 1} of ${plan.part.of}: \`state-probe dataset --merge\` puts them together.`,
          '',
        ]
      : []),
    ...(await sameForAll(plan)),
    ...(isOfBlocks(plan)
      ? []
      : histogram(
          'Hardness',
          'class',
          used.map((split) => statistics[split].verdicts),
        )),
    ...(source.kind === 'trace'
      ? histogram(
          'Languages',
          'language',
          used.map((split) => statistics[split].languages),
        )
      : []),
    ...histogram(
      'Lengths',
      'tokens',
      used.map((split) => statistics[split].lengths),
    ),
    ...(source.kind === 'word'
      ? histogram(
          'Products of whole words',
          'element',
          used.map((split) => statistics[split].finals),
        )
      : []),
    ...(source.kind === 'trace' ? provenance(unread, largest, total) : []),
    'Splits share no word, and no text that renaming makes of another; `state-probe dataset --check` proves it.',
    '',
  ].join('\n');
}

/** As code, whatever it holds: paths can hold fences and lines of their own. */
function fenced(text: string): string[] {
  const runs = text.match(/`+/g) ?? [];
  const fence = '`'.repeat(
    greatest(
      runs.map((run) => run.length + 1),
      3,
    ),
  );
  return [`${fence}sh`, text, fence];
}

const MEANING: Readonly<Record<Plan['source']['kind'], string>> = {
  word: 'Word problems: `tokens` are ids of group elements, `states` the ids of the products of all prefixes, composed left to right. Ids are lexicographic ranks, as in the data sets of *The Illusion of State in State-Space Models*.',
  language:
    'Words of a formal language with predictive labels: `tokens` are ids of symbols, `next` the symbols that may come after each (the last one of the alphabet is the end of the word), `states` the state of the automaton, or its state and counters.',
  problem:
    'Instances of a problem as texts, and the traces by which they are worked out step by step: slot `j` of the next state holds what slot `maps[token][j]` of the last one held, or, where `acts` names a cell, that is a table over its values; `states` holds the object in each slot after every step.',
  trace:
    'Traces of texts: slot `j` of the next state holds what slot `maps[token][j]` of the last one held; `states` holds the object in each slot after every step, null after an illegal move.',
};

function titleOf(source: Plan['source']): string {
  if (source.kind === 'trace') return `Traces of ${source.files.length} files`;
  const { least, most } = source.lengths;
  if (source.kind === 'problem')
    return `Instances of ${source.name} of ${least === most ? least : `${least} to ${most}`} parts`;
  const lengths = least === most ? `of length ${least}` : `of lengths ${least} to ${most}`;
  if (source.kind === 'language') return `Words of ${source.name} ${lengths}`;
  return `Words over ${source.group} ${lengths}${source.as === 'word' ? '' : `, told as ${source.as}`}`;
}

/** The format that `load_dataset` reads; undefined where it reads none of them. */
export function loadedFormat({ formats }: Plan): Format | undefined {
  const readable = formats.map(formatNamed).filter(({ path }) => path);
  return readable.find(({ isTyped }) => isTyped) ?? readable[0];
}

/** What it needs to load the folder without guessing. */
function loading(plan: Plan, statistics: SplitStatistics, sizes: About['sizes']): string[] {
  const best = loadedFormat(plan);
  if (!best?.path) return [];
  const used = SPLITS.filter((split) => statistics[split].examples > 0);
  const { path, name } = best;
  return [
    'configs:',
    '  - config_name: default',
    '    data_files:',
    ...used.flatMap((split) => [`      - split: ${split}`, `        path: ${JSON.stringify(path(split, plan))}`]),
    'dataset_info:',
    '  config_name: default',
    '  features:',
    ...featuresOf(plan, name !== 'csv').map((line) => `  ${line}`),
    '  splits:',
    ...used.flatMap((split) => [
      `    - name: ${split}`,
      `      num_bytes: ${sizes[split]}`,
      `      num_examples: ${statistics[split].examples}`,
    ]),
  ];
}

/** What need not stand in every row. */
async function sameForAll({ source, columns }: Plan): Promise<string[]> {
  if (source.kind === 'trace' || source.kind === 'problem') return [];
  const named = columns.map((name) => `\`${name}\``).join(', ');
  const rows = `Each example holds ${named}.`;
  if (source.kind === 'language')
    return [`${rows} All are words of ${source.name}, defined in \`${DATASET_FILE}\`.`, ''];
  const { group, generators, as } = source;
  const { class: hardness, order, name } = (await hardnessOf(source)) ?? {};
  const of = generators && generators.length <= MOST_NAMED ? `of the elements ${generators.join(', ')}` : 'of elements';
  return [
    `${rows} All are words ${of} of ${group}${as === 'word' ? '' : `, told as ${as}`}.`,
    ...(hardness === undefined
      ? []
      : [`What these elements generate is ${hardness}: ${name ?? 'a group'} of order ${order ?? 'unknown'}.`]),
    '',
  ];
}

/** Elements of a group that are named one by one. */
const MOST_NAMED = 20;
/** More elements than these are not multiplied out for a sentence. */
const MOST_GENERATORS = 2000;

async function hardnessOf({
  group: name,
  generators,
}: Extract<Plan['source'], { kind: 'word' }>): Promise<Verdict | undefined> {
  const group = namedGroup(name);
  if (!group || !generators || generators.length > MOST_GENERATORS) return undefined;
  const { verdict } = await import('../../algebra/verdict');
  return verdict(generators.map((id) => group.elementOf(BigInt(id))));
}

/** https://huggingface.co/docs/hub/datasets-cards: the names of the sizes. */
function sizeCategory(total: number): string {
  const bounds = [
    [1e3, 'n<1K'],
    [1e4, '1K<n<10K'],
    [1e5, '10K<n<100K'],
    [1e6, '100K<n<1M'],
    [1e7, '1M<n<10M'],
  ] as const;
  return bounds.find(([bound]) => total < bound)?.[1] ?? '10M<n<100M';
}

function splitRow(split: string, { examples, tokens, lengths }: Statistics): string {
  const known = Object.keys(lengths).map(Number).filter(Number.isFinite);
  const least = known.reduce((most, length) => Math.min(most, length), Infinity);
  const most = known.reduce((longest, length) => Math.max(longest, length), 0);
  return `| ${split} | ${examples} | ${tokens} | ${least} | ${most} |`;
}

/** Rows of a histogram that are shown; the whole of it is in `dataset.json`. */
const MOST_ROWS = 20;

function histogram(title: string, heading: string, parts: readonly Record<string, number>[]): string[] {
  const sum = new Map<string, number>();
  for (const part of parts)
    for (const [value, count] of Object.entries(part)) sum.set(value, (sum.get(value) ?? 0) + count);
  const rows = [...sum].sort(([a, m], [b, n]) => n - m || a.length - b.length || (a < b ? -1 : 1));
  const hidden = rows.length - MOST_ROWS;
  return [
    `## ${title}`,
    '',
    `| ${heading} | examples |`,
    '| --- | ---: |',
    ...rows.slice(0, MOST_ROWS).map(([value, count]) => `| ${value} | ${count} |`),
    '',
    ...(hidden > 0 ? [`The ${MOST_ROWS} most frequent of ${rows.length}; all are in \`${DATASET_FILE}\`.`, ''] : []),
  ];
}

function provenance(
  { files, places, nothing, short, sentences, reasons }: Unread,
  largest: number,
  total: number,
): string[] {
  return [
    '## What was left out',
    '',
    `${files} files and ${places} places in files could not be read: \`unreadable.jsonl\` lists them with the reason.`,
    `In ${nothing} functions, games or regions nothing moves; ${short} examples were shorter than asked for.`,
    ...(sentences > 0 ? [`${sentences} sentences of stories were passed over, because they move nothing.`] : []),
    `The largest set of examples that had to stay on one side holds ${largest} of ${total}.`,
    '',
    ...refusalsSection(reasons),
  ];
}
