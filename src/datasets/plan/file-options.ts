import { DEPTH_OPTION, depthFault } from '../../readers/depth';
import { LANGUAGES } from '../../readers/languages';
import { plain, type DatasetOption } from './option';
import { allOf, wholeNumber } from './option-checks';

const STEPS = { check: (value: string) => wholeNumber(value, 1) };
const TYPED_STEPS = { typed: 'A number of steps' };

/** What may be said of examples from files. */
export const FILE_OPTIONS: readonly DatasetOption[] = [
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
];
