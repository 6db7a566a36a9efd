import { namedGroup } from '../../algebra/groups';
import { LANGUAGE_NAMES } from '../../languages/names';
import { generatorIds } from './generators';
import { plain, type DatasetOption, type Source } from './option';
import { oneOf, reasonOf, wholeNumber } from './option-checks';
import { DRESSES } from './plan-format';
import { MAX_COUNT, parseLengths } from './planning';

/** What examples are drawn from a generator of. */
export const GENERATED: readonly Source[] = ['group', 'language', 'problem'];

/** What may be said of words. */
export const WORD_OPTIONS: readonly DatasetOption[] = [
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
        { value: 'recall-3', label: 'recall', detail: 'Keys with bits, and questions for them' },
        { value: 'copy-8', label: 'copying', detail: 'A string of eight letters, and the string again' },
        { value: 'selective-copy-8', label: 'selective copying', detail: 'The same without the noise between' },
        { value: 'switched-copy-8', label: 'switched copying', detail: 'What was said while the switch was on' },
        ...[1, 2, 3, 4, 5, 6, 7].map((n) => ({ value: `tomita-${n}`, label: `Tomita ${n}` })),
      ],
      typed: 'mod-5, bounded-dyck-3-2, … or a regular expression between slashes: /(ab)*/',
      file: 'A DFA (.json) or a regular expression in a file…',
      check: languageFault,
    },
  },
  { name: 'regex', value: 'EXPRESSION', of: ['language'], help: 'words of a regular expression' },
  { name: 'alphabet', value: 'abc', of: ['language'], help: 'all symbols of an expression, where not all stand in it' },
  {
    name: 'problem',
    value: 'NAME',
    of: ['problem'],
    help: 'random instances of a problem: formula, connectivity, equations, equations modulo P; --length is how many gates, edges or equations',
    check: problemFault,
    ask: {
      label: 'Problem',
      question: 'Which problem?',
      initial: 'formula',
      choices: [
        { value: 'formula', label: 'Boolean formulas', detail: 'Their value, a gate a step: NC¹-complete' },
        { value: 'connectivity', label: 'graph connectivity', detail: 'Components, an edge a step: L-complete' },
        {
          value: 'equations modulo 2',
          label: 'linear equations modulo 2',
          detail: 'Elimination, an equation after the other',
        },
        { value: 'equations', label: 'linear equations', detail: 'Over the rational numbers' },
      ],
      typed: 'equations modulo 5, or another prime',
    },
  },
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
];

/** `/(ab)*\/`: a regular expression, told apart from names and paths by its slashes. */
export function expressionOf(value: string): string | undefined {
  return /^\/(.+)\/$/su.exec(value)?.[1];
}

async function problemFault(value: string): Promise<string | undefined> {
  const { PROBLEM_NAMES, problemNamed } = await import('../../readers/formal');
  return problemNamed(value) ? undefined : `'${value}' is not a problem known here: ${PROBLEM_NAMES}`;
}

/** Why a name or an expression between slashes is no language. */
async function languageFault(value: string): Promise<string | undefined> {
  const { languageNamed } = await import('../../languages/definition');
  const { languageOfExpression } = await import('./planning-languages');
  const expression = expressionOf(value);
  return reasonOf(() =>
    expression === undefined ? languageNamed(value) : languageOfExpression('expression', expression),
  );
}
