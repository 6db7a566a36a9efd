import { namedGroup } from '../../algebra/groups';
import { DEPTH_OPTION, depthFault } from '../../readers/depth';
import { LANGUAGES } from '../../readers/languages';
import { FORMATS } from '../formats';
import { generatorIds } from './generators';
import { LANGUAGE_NAMES } from '../../languages/catalogue';
import { DRESSES } from './plan';
import { languageNamed } from '../../languages/definition';
import { parsePart } from './parts';
import { languageOfExpression, MAX_COUNT, parseFractions, parseLengths } from './planning';

/** What examples are made of. */
export type Source = 'group' | 'language' | 'files';

/** Values of options by name, as they are written; an option that is not there has its default. */
export type Values = Readonly<Record<string, string>>;

interface Choice {
  value: string;
  label: string;
  detail?: string;
}

/** How a person is asked for an option. */
export interface Question {
  label: string;
  question: string;
  /** What stands there first; the option's default if absent. */
  initial?: string;
  choices: readonly Choice[];
  /** Several choices at once, joined by commas. */
  many?: true;
  /** Other answers than the choices: what to type. */
  typed?: string;
  /** A file may be the answer. */
  file?: string;
  /** Whether there is anything to ask, given the other values. */
  when?: (values: Values) => boolean;
  /** What it is about; the examples, if absent. */
  part?: 'output';
  /** Why an answer is none, where it may be written otherwise than on a command line. */
  check?: Check;
}

type Check = (value: string, others: Values) => string | undefined | Promise<string | undefined>;

/** Something that may be said of a data set: usage, plan and the editor's form all take it from here. */
export interface DatasetOption {
  name: string;
  /** What stands for its value in usage; an option without one is a flag. */
  value?: string;
  help: string;
  /** The examples that it says something of; all, if absent. */
  of?: readonly Source[];
  /** What is meant where it is not said. */
  default?: string;
  /** Why a value is none. */
  check?: Check;
  /** Absent where only the terminal front takes it. */
  ask?: Question;
}

const plain = (...values: string[]): Choice[] => values.map((value) => ({ value, label: value }));

const GENERATED: readonly Source[] = ['group', 'language'];

const STEPS = { check: (value: string) => wholeNumber(value, 1) };
const TYPED_STEPS = { typed: 'A number of steps' };

/** In the order in which they are asked. */
export const OPTIONS: readonly DatasetOption[] = [
  {
    name: 'group',
    value: 'S5',
    of: ['group'],
    help: 'words of a group: Sn, An, Zn, or a product such as A4xZ5',
    check: (value) => (namedGroup(value) ? undefined : `'${value}' is not a group: S5, A5, Z60, A4xZ5 and the like`),
    ask: {
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
    },
  },
  {
    name: 'generators',
    value: 'WHICH',
    of: ['group'],
    help: 'the elements that words are made of: all | transpositions | adjacent | 3-cycles | "(1 2),(1 2 3)"',
    default: 'all',
    check: async (value, { group: name = 'S5' }) => {
      const group = namedGroup(name);
      return group && reasonOf(() => generatorIds(group, value));
    },
    ask: {
      label: 'Elements',
      question: 'Which elements are the words made of?',
      choices: [
        { value: 'all', label: 'all elements' },
        { value: 'transpositions', label: 'transpositions', detail: 'Any two things change places' },
        { value: 'adjacent', label: 'adjacent transpositions', detail: 'Two neighbours change places' },
        { value: '3-cycles', label: '3-cycles' },
      ],
      typed: 'Elements, such as (1 2), (1 2 3 4 5)',
    },
  },
  {
    name: 'formal',
    value: 'NAME',
    of: ['language'],
    help: `words of a formal language: ${LANGUAGE_NAMES}; or of the DFA or expression in a file`,
    ask: {
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
      check: languageFault,
    },
  },
  { name: 'regex', value: 'EXPRESSION', of: ['language'], help: 'words of a regular expression' },
  { name: 'alphabet', value: 'abc', of: ['language'], help: 'symbols that an expression does not name' },
  {
    name: 'length',
    value: '4-64',
    of: GENERATED,
    help: 'length of the words; a range is shared out evenly among its lengths',
    check: (value) => reasonOf(() => parseLengths(value)),
    ask: {
      label: 'Length',
      question: 'How long are the words?',
      initial: '16',
      choices: plain('8', '16', '32', '64', '4-64'),
      typed: 'A number, or a range such as 4-64',
    },
  },
  {
    name: 'count',
    value: 'N',
    of: GENERATED,
    help: 'how many of them',
    check: (value) => wholeNumber(value, 1, MAX_COUNT),
    ask: {
      label: 'How Many',
      question: 'How many examples?',
      initial: '10000',
      choices: plain('1000', '10000', '100000', '1000000'),
      typed: 'A number of examples',
    },
  },
  {
    name: 'unique',
    of: ['group'],
    help: 'no word twice',
    ask: {
      label: 'Repetitions',
      question: 'May a word come more than once?',
      choices: [
        { value: '', label: 'as they come', detail: 'Every word is drawn independently' },
        { value: 'yes', label: 'no word twice' },
      ],
    },
  },
  {
    name: 'as',
    value: 'KIND',
    of: ['group'],
    help: `how words are told: ${DRESSES.join(' | ')}`,
    default: 'word',
    check: (value) => oneOf(value, DRESSES),
    ask: {
      label: 'Told As',
      question: 'How are the words told?',
      choices: [
        { value: 'word', label: 'permutations', detail: '(1 3)(2 5)' },
        { value: 'python', label: 'Python', detail: 'A list and swaps' },
        { value: 'javascript', label: 'JavaScript', detail: 'An array and swaps' },
        { value: 'narrative', label: 'a story', detail: 'People who trade things' },
        {
          value: 'chess',
          label: 'a chess game',
          detail: 'The encoding of the paper; permutations of five things only',
        },
      ],
    },
  },
  {
    name: 'languages',
    value: 'A,B',
    of: ['files'],
    help: `only these kinds of text: ${[...LANGUAGES].join(', ')}`,
    check: (value) => allOf(value, [...LANGUAGES]),
    ask: {
      label: 'Kinds of Text',
      question: 'Which kinds of text?',
      choices: [...LANGUAGES].flatMap((id) => plain(id)),
      many: true,
    },
  },
  {
    name: 'include',
    value: 'GLOBS',
    of: ['files'],
    help: 'which files of PATH…, as globs separated by commas',
    ask: {
      label: 'Only',
      question: 'Only files that match',
      choices: [{ value: '', label: 'all files' }],
      typed: 'Globs, such as src/**, **/*.pgn',
    },
  },
  {
    name: 'exclude',
    value: 'GLOBS',
    of: ['files'],
    help: 'which of them not',
    ask: {
      label: 'Without',
      question: 'Without files that match',
      choices: [{ value: '', label: 'nothing is left out', detail: 'But what files.exclude and .gitignore name' }],
      typed: 'Globs, such as **/vendor/**, **/*.min.js',
    },
  },
  {
    name: 'no-gitignore',
    of: ['files'],
    help: 'reads files too that .gitignore names',
    ask: {
      label: 'Ignored Files',
      question: 'And files that .gitignore names?',
      choices: [
        { value: '', label: 'are left out' },
        { value: 'yes', label: 'are read too' },
      ],
    },
  },
  {
    name: 'window',
    value: 'N',
    of: ['files'],
    help: 'cuts examples of more steps into windows of so many',
    ...STEPS,
    ask: {
      label: 'Longest Example',
      question: 'Cut longer examples into windows?',
      choices: [{ value: '', label: 'as it comes' }, ...plain('16', '64', '256')],
      ...TYPED_STEPS,
    },
  },
  {
    name: 'stride',
    value: 'N',
    of: ['files'],
    help: 'the next window begins so many steps on; the whole window, if absent',
    ...STEPS,
    ask: {
      label: 'Next Window After',
      question: 'After how many steps does the next window begin?',
      choices: [{ value: '', label: 'the whole window', detail: 'Windows do not overlap' }],
      when: ({ window = '' }) => window !== '',
      ...TYPED_STEPS,
    },
  },
  {
    name: 'min-steps',
    value: 'N',
    of: ['files'],
    help: 'leaves out examples with fewer steps',
    default: '1',
    ...STEPS,
    ask: {
      label: 'Shortest Example',
      question: 'Leave out examples with fewer steps than',
      choices: plain('1', '2', '4', '8'),
      ...TYPED_STEPS,
    },
  },
  {
    ...DEPTH_OPTION,
    of: ['files'],
    check: depthFault,
    ask: {
      label: 'Inside of Calls',
      question: 'Show the steps inside of calls of code?',
      choices: [{ value: '', label: 'each call is one step' }, ...plain('1', '2', '3')],
      typed: 'How many calls deep, or names of functions, such as sort, sort.merge',
    },
  },
  {
    name: 'split-by',
    value: 'file|game',
    of: ['files'],
    help: 'what stays on one side of the split; functions of one file always do',
    default: 'game',
    check: (value) => oneOf(value, ['file', 'game']),
    ask: {
      label: 'Keep Together',
      question: 'What stays on one side of the split?',
      choices: [
        { value: 'game', label: 'a game, or a row of words', detail: 'Functions of one file always stay together' },
        { value: 'file', label: 'all of a file' },
      ],
      part: 'output',
    },
  },
  {
    name: 'format',
    value: 'A,B',
    help: FORMATS.map(({ name, help }) => `${name} (${help})`).join(', '),
    default: 'jsonl',
    check: (value) =>
      allOf(
        value,
        FORMATS.map(({ name }) => name),
      ),
    ask: {
      label: 'Formats',
      question: 'Which formats?',
      initial: 'jsonl,parquet',
      choices: FORMATS.map(({ name, label, help }) => ({ value: name, label, detail: capital(help) })),
      many: true,
      part: 'output',
    },
  },
  {
    name: 'columns',
    value: 'A,B',
    help: 'what each example holds: all, or names; of words what is not the same for all (tokens, states), of files all, if absent',
    ask: {
      label: 'Columns',
      question: 'What does each example hold?',
      choices: [
        { value: '', label: 'what differs', detail: 'Of words their tokens and states; of files everything' },
        { value: 'all', label: 'everything', detail: 'Also number, text, last state, source and verdict' },
      ],
      typed: 'Names, such as id, tokens, states, final',
      part: 'output',
    },
  },
  {
    name: 'split',
    value: '80,10,10',
    help: 'shares of train, validation and test',
    default: '80,10,10',
    check: (value) => reasonOf(() => parseFractions(value)),
    ask: {
      label: 'Split',
      question: 'Shares of train, validation and test',
      choices: plain('80,10,10', '90,5,5', '98,1,1', '100,0,0'),
      typed: 'Three numbers, such as 80,10,10',
      part: 'output',
    },
  },
  {
    name: 'shard',
    value: 'I/N',
    of: GENERATED,
    help: 'makes one of N parts, which share no word and which --merge puts together; the whole, if absent',
    check: (value) => reasonOf(() => parsePart(value)),
    ask: {
      label: 'Part',
      question: 'Make all of it, or one of several parts?',
      choices: [{ value: '', label: 'all of it' }],
      typed: 'Such as 2/4: the second of four parts',
      part: 'output',
    },
  },
  {
    name: 'seed',
    value: 'N',
    help: 'the seed of everything random',
    default: '1',
    check: (value) => wholeNumber(value, 0),
    ask: {
      label: 'Seed',
      question: 'The seed of everything random',
      choices: plain('1', '2', '3'),
      typed: 'A whole number',
      part: 'output',
    },
  },
];

/** What a command means that does not say it; empty where that is nothing. */
export function defaultOf(name: string): string {
  return OPTIONS.find((option) => option.name === name)?.default ?? '';
}

/** `/(ab)*\/`: a regular expression, told apart from names and paths by its slashes. */
export function expressionOf(value: string): string | undefined {
  return /^\/(.+)\/$/su.exec(value)?.[1];
}

/** Why a name or an expression between slashes is no language. */
function languageFault(value: string): Promise<string | undefined> {
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
    : `a whole number from ${least}${most === Number.MAX_SAFE_INTEGER ? '' : ` to ${most.toLocaleString('en-US')}`}, not '${value}'`;
}

function oneOf(value: string, known: readonly string[]): string | undefined {
  return known.includes(value) ? undefined : `'${value}' is not one of ${known.join(', ')}`;
}

/** Of values separated by commas. */
function allOf(value: string, known: readonly string[]): string | undefined {
  const named = value
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  if (named.length === 0) return `name some of ${known.join(', ')}`;
  return named.map((one) => oneOf(one, known)).find((reason) => reason !== undefined);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
