import { generatorIds } from '../../datasets/generators';
import { namedGroup } from '../../algebra/groups';
import { parseFractions, parseLengths, MAX_COUNT } from '../../datasets/planning';
import { LANGUAGES } from '../../readers/languages';

/** What a data set is made of: files, or words of a group or a formal language. */
export type Origin = 'files' | 'generator';

/** By the key of a field; an answer that is not there is the field's first. */
export type Answers = Readonly<Record<string, string>>;

export interface Choice {
  value: string;
  label: string;
  detail?: string;
}

/** One thing that a person may choose about a data set. */
export interface Field {
  key: string;
  label: string;
  question: string;
  initial: string;
  choices: readonly Choice[];
  /** Several choices at once, joined by commas. */
  many?: true;
  /** Other answers than the choices: what to type. */
  typed?: string;
  /** A file may be the answer. */
  file?: string;
  /** Why a typed answer is none. */
  check?: (value: string, answers: Answers) => string | undefined | Promise<string | undefined>;
  /** Whether the field says anything, given the other answers. */
  when?: (answers: Answers) => boolean;
  /** What it is about; the examples, if absent. */
  part?: 'output';
  /** False where the terminal front has no option of this name. */
  isOption?: false;
}

const plain = (...values: string[]): Choice[] => values.map((value) => ({ value, label: value }));

const steps: Pick<Field, 'typed' | 'check'> = { typed: 'A number of steps', check: (value) => wholeNumber(value, 1) };

const isWords = (answers: Answers): boolean => answers['source'] !== 'language';
const isLanguage = (answers: Answers): boolean => !isWords(answers);

const GENERATOR: readonly Field[] = [
  {
    key: 'source',
    label: 'Words of',
    question: 'What are the words made of?',
    initial: 'group',
    choices: [
      { value: 'group', label: 'a group', detail: 'Word problems: permutations, and the product of every prefix' },
      {
        value: 'language',
        label: 'a formal language',
        detail: 'Symbols, and after each of them which may come next',
      },
    ],
    isOption: false,
  },
  {
    key: 'group',
    label: 'Group',
    question: 'Which group?',
    initial: 'S5',
    choices: [
      { value: 'S5', label: 'S5', detail: 'All permutations of five things: not solvable' },
      { value: 'A5', label: 'A5', detail: 'The even ones of them: not solvable' },
      { value: 'A4xZ5', label: 'A4 × Z5', detail: 'Solvable, not commutative' },
      { value: 'Z60', label: 'Z60', detail: 'Adding modulo 60: commutative' },
      { value: 'S4', label: 'S4', detail: 'All permutations of four things: solvable' },
    ],
    typed: 'Sn, An, Zn, or a product such as A4xZ5',
    check: (value) => (namedGroup(value) ? undefined : `'${value}' is no group: S5, A5, Z60, A4xZ5 and the like`),
    when: isWords,
  },
  {
    key: 'generators',
    label: 'Elements',
    question: 'Which elements are the words made of?',
    initial: 'all',
    choices: [
      { value: 'all', label: 'all elements' },
      { value: 'transpositions', label: 'transpositions', detail: 'Any two things change places' },
      { value: 'adjacent', label: 'adjacent transpositions', detail: 'Two neighbours change places' },
      { value: '3-cycles', label: '3-cycles' },
    ],
    typed: 'Elements, such as (1 2), (1 2 3 4 5)',
    check: async (value, answers) => {
      const group = namedGroup(answers['group'] ?? 'S5');
      return group && reasonOf(() => generatorIds(group, value));
    },
    when: isWords,
  },
  {
    key: 'formal',
    label: 'Language',
    question: 'Which language?',
    initial: 'parity',
    choices: [
      { value: 'parity', label: 'parity', detail: 'An even number of ones' },
      { value: 'aa', label: '(aa)*' },
      { value: 'mod-3', label: '(aaa)*', detail: 'Counting modulo 3' },
      { value: 'flip-flop', label: 'flip-flop', detail: 'Write, ignore and read one bit' },
      { value: 'dyck-1', label: 'Dyck-1', detail: 'One kind of brackets' },
      { value: 'shuffle-dyck-2', label: 'shuffle-Dyck, 2 kinds', detail: 'Each kind is balanced by itself' },
      { value: 'bounded-dyck-2-4', label: 'bounded Dyck(2, 4)', detail: 'Two kinds of brackets, at most 4 deep' },
      { value: 'anbncn', label: 'aⁿbⁿcⁿ' },
      ...[1, 2, 3, 4, 5, 6, 7].map((n) => ({ value: `tomita-${n}`, label: `Tomita ${n}` })),
    ],
    typed: 'mod-5, bounded-dyck-3-2, … or a regular expression between slashes: /(ab)*/',
    file: 'A DFA (.json) or a regular expression in a file…',
    check: (value) => languageFault(value),
    when: isLanguage,
  },
  {
    key: 'length',
    label: 'Length',
    question: 'How long are the words?',
    initial: '16',
    choices: plain('8', '16', '32', '64', '4-64'),
    typed: 'A number, or a range such as 4-64',
    check: (value) => reasonOf(() => parseLengths(value)),
  },
  {
    key: 'count',
    label: 'How Many',
    question: 'How many examples?',
    initial: '10000',
    choices: plain('1000', '10000', '100000', '1000000'),
    typed: 'A number of examples',
    check: (value) => wholeNumber(value, 1, MAX_COUNT),
  },
  {
    key: 'unique',
    label: 'Repetitions',
    question: 'May a word come more than once?',
    initial: '',
    choices: [
      { value: '', label: 'as they come', detail: 'Every word is drawn independently' },
      { value: 'yes', label: 'no word twice' },
    ],
    when: isWords,
  },
  {
    key: 'as',
    label: 'Told As',
    question: 'How are the words told?',
    initial: 'word',
    choices: [
      { value: 'word', label: 'permutations', detail: '(1 3)(2 5)' },
      { value: 'python', label: 'Python', detail: 'A list and swaps' },
      { value: 'javascript', label: 'JavaScript', detail: 'An array and swaps' },
      { value: 'narrative', label: 'a story', detail: 'People who trade things' },
      { value: 'chess', label: 'a chess game', detail: 'The encoding of the paper; permutations of five things only' },
    ],
    when: isWords,
  },
];

const FILES: readonly Field[] = [
  {
    key: 'languages',
    label: 'Kinds of Text',
    question: 'Which kinds of text?',
    initial: '',
    choices: plain(...LANGUAGES),
    many: true,
  },
  {
    key: 'include',
    label: 'Only',
    question: 'Only files that match',
    initial: '',
    choices: [{ value: '', label: 'all files' }],
    typed: 'Globs, such as src/**, **/*.pgn',
  },
  {
    key: 'exclude',
    label: 'Without',
    question: 'Without files that match',
    initial: '',
    choices: [{ value: '', label: 'nothing is left out', detail: 'But what files.exclude and .gitignore name' }],
    typed: 'Globs, such as **/vendor/**, **/*.min.js',
  },
  {
    key: 'no-gitignore',
    label: 'Ignored Files',
    question: 'And files that .gitignore names?',
    initial: '',
    choices: [
      { value: '', label: 'are left out' },
      { value: 'yes', label: 'are read too' },
    ],
  },
  {
    key: 'window',
    label: 'Longest Example',
    question: 'Cut longer examples into windows?',
    initial: '',
    choices: [{ value: '', label: 'as it comes' }, ...plain('16', '64', '256')],
    ...steps,
  },
  {
    key: 'stride',
    label: 'Next Window After',
    question: 'After how many steps does the next window begin?',
    initial: '',
    choices: [{ value: '', label: 'the whole window', detail: 'Windows do not overlap' }],
    ...steps,
    when: ({ window = '' }) => window !== '',
  },
  {
    key: 'min-steps',
    label: 'Shortest Example',
    question: 'Leave out examples with fewer steps than',
    initial: '1',
    choices: plain('1', '2', '4', '8'),
    ...steps,
  },
  {
    key: 'split-by',
    label: 'Keep Together',
    question: 'What stays on one side of the split?',
    initial: 'game',
    choices: [
      { value: 'game', label: 'a game, or a row of words', detail: 'Functions of one file always stay together' },
      { value: 'file', label: 'all of a file' },
    ],
    part: 'output',
  },
];

const OUTPUT: readonly Field[] = [
  {
    key: 'format',
    label: 'Formats',
    question: 'Which formats?',
    initial: 'jsonl,parquet',
    choices: [
      { value: 'jsonl', label: 'JSONL', detail: 'One example in each line; what models are evaluated on' },
      { value: 'csv', label: 'CSV', detail: 'Of words exactly as the paper’s trainer wants them' },
      { value: 'parquet', label: 'Parquet', detail: 'For Hugging Face datasets and pandas' },
    ],
    many: true,
    part: 'output',
  },
  {
    key: 'split',
    label: 'Split',
    question: 'Shares of train, validation and test',
    initial: '80,10,10',
    choices: plain('80,10,10', '90,5,5', '98,1,1', '100,0,0'),
    typed: 'Three numbers, such as 80,10,10',
    check: (value) => reasonOf(() => parseFractions(value)),
    part: 'output',
  },
  {
    key: 'seed',
    label: 'Seed',
    question: 'The seed of everything random',
    initial: '1',
    choices: plain('1', '2', '3'),
    typed: 'A whole number',
    check: (value) => wholeNumber(value, 0),
    part: 'output',
  },
];

/** What may be chosen, in order; fields that say nothing about these answers are left out. */
export function fieldsFor(origin: Origin, answers: Answers): Field[] {
  return [...(origin === 'files' ? FILES : GENERATOR), ...OUTPUT].filter((field) => field.when?.(answers) ?? true);
}

export function answerTo({ key, initial }: Field, answers: Answers): string {
  return answers[key] ?? initial;
}

/** An answer as it is shown. */
export function shownAnswer(field: Field, answers: Answers): string {
  const value = answerTo(field, answers);
  const label = (one: string) => field.choices.find((choice) => choice.value === one)?.label ?? one;
  if (!field.many) return label(value);
  return value === '' ? 'all' : value.split(',').map(label).join(', ');
}

/** Options that a command means without being told. */
const IMPLIED: Answers = {
  generators: 'all',
  as: 'word',
  'min-steps': '1',
  'split-by': 'game',
  split: '80,10,10',
  seed: '1',
};

const FLAGS = new Set(['unique', 'no-gitignore']);

/**
 * The arguments of `state-probe` that make this data set, without `--out`.
 *
 * @param paths of files and folders, relative to where the command runs
 * @param hidden globs of files that the editor does not show
 */
export function argumentsFor(
  origin: Origin,
  answers: Answers,
  paths: readonly string[] = [],
  hidden: readonly string[] = [],
) {
  const argv = ['dataset', ...paths.map((path) => (path.startsWith('-') ? `./${path}` : path))];
  for (const field of fieldsFor(origin, answers)) {
    const { key, isOption = true } = field;
    let value = answerTo(field, answers);
    if (key === 'exclude') value = [value, ...hidden].filter((glob) => glob !== '').join(',');
    if (!isOption || value === '' || value === IMPLIED[key]) continue;
    const expression = key === 'formal' ? expressionOf(value) : undefined;
    if (FLAGS.has(key)) argv.push(`--${key}`);
    // Written as one argument: a value may begin with a dash.
    else if (expression !== undefined) argv.push(`--regex=${expression}`);
    else argv.push(`--${key}=${value}`);
  }
  return argv;
}

/** A name for the folder of a data set, of characters that every file system takes. */
export function suggestedName(origin: Origin, answers: Answers, paths: readonly string[] = []): string {
  const of = (key: string) => fieldsFor(origin, answers).find((field) => field.key === key);
  const value = (key: string): string => {
    const field = of(key);
    return field ? answerTo(field, answers) : '';
  };
  const last = (path: string) => path.split(/[/\\]/).at(-1) ?? path;
  const words =
    origin === 'generator'
      ? [isWords(answers) ? value('group') : last(value('formal')), value('length'), value('as').replace('word', '')]
      : paths.length === 1 && last(paths[0] ?? '') !== '.'
        ? [last(paths[0] ?? '')]
        : ['traces'];
  const name = words
    .map((word) =>
      word
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, '-')
        .replace(/^-+|-+$/g, ''),
    )
    .filter((word) => word !== '')
    .join('-');
  return name.slice(0, 60) || 'data';
}

/** `/(ab)*\/`: a regular expression, told apart from names and paths by its slashes. */
function expressionOf(value: string): string | undefined {
  return /^\/(.+)\/$/su.exec(value)?.[1];
}

async function languageFault(value: string): Promise<string | undefined> {
  const { languageNamed, languageOfExpression } = await import('../../datasets/planning');
  const expression = expressionOf(value);
  return reasonOf(() =>
    expression === undefined ? languageNamed(value) : languageOfExpression('expression', expression),
  );
}

/** What a parser says of a text that it does not take. */
async function reasonOf(parse: () => unknown): Promise<string | undefined> {
  try {
    await parse();
    return undefined;
  } catch (error) {
    return error instanceof Error ? ((error as { reason?: string }).reason ?? error.message) : String(error);
  }
}

function wholeNumber(value: string, least: number, most = Number.MAX_SAFE_INTEGER): string | undefined {
  const number = Number(value);
  return /^\d+$/.test(value) && number >= least && number <= most
    ? undefined
    : `A whole number from ${least}${most === Number.MAX_SAFE_INTEGER ? '' : ` to ${most.toLocaleString('en-US')}`}`;
}
