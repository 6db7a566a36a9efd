import { FORMATS } from '../formats';
import { plain, type DatasetOption } from './option';
import { allOf, oneOf, reasonOf, wholeNumber } from './option-checks';
import { parsePart } from './parts';
import { parseFractions } from './planning';
import { GENERATED } from './word-options';

/** What may be said of what is written. */
export const OUTPUT_OPTIONS: readonly DatasetOption[] = [
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

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
