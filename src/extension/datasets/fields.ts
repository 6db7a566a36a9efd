import type { DatasetOption, Question, Source } from '../../datasets/plan/option';
import { defaultOf, OPTIONS } from '../../datasets/plan/options';
import { expressionOf } from '../../datasets/plan/word-options';

/** What a data set is made of: files, or words of a group or a formal language. */
export type Origin = 'files' | 'generator';

/** By the key of a field; an answer that is not there is the field's first. */
export type Answers = Readonly<Record<string, string>>;

/** One thing that a person may choose about a data set. */
export interface Field extends Omit<Question, 'initial'>, Pick<DatasetOption, 'of'> {
  key: string;
  initial: string;
  /** The option of the terminal front that it is. */
  option?: DatasetOption;
}

/** Which generator: the terminal front sees it by the options. */
const SOURCE: Field = {
  key: 'source',
  label: 'Examples of',
  question: 'What are the examples of?',
  initial: 'group',
  choices: [
    { value: 'group', label: 'a group', detail: 'Word problems: permutations, and the product of every prefix' },
    { value: 'language', label: 'a formal language', detail: 'Symbols, and after each of them which may come next' },
    {
      value: 'problem',
      label: 'a problem',
      detail: 'Boolean formulas, connectivity, linear equations, worked out step by step',
    },
  ],
  of: ['group', 'language', 'problem'],
};

const FIELDS: readonly Field[] = [SOURCE, ...OPTIONS.flatMap(fieldsOf)];

function fieldsOf(option: DatasetOption): Field[] {
  const { name, of, check, ask } = option;
  if (!ask) return [];
  return [
    { ...(check && { check }), ...(of && { of }), ...ask, key: name, initial: ask.initial ?? defaultOf(name), option },
  ];
}

function sourceOf(origin: Origin, answers: Answers): Source {
  if (origin === 'files') return 'files';
  const source = answers['source'];
  return source === 'language' || source === 'problem' ? source : 'group';
}

/** What may be chosen, in order; fields that say nothing about these answers are left out. */
export function fieldsFor(origin: Origin, answers: Answers): Field[] {
  const source = sourceOf(origin, answers);
  return FIELDS.filter(({ of, when }) => (of?.includes(source) ?? true) && (when?.(answers) ?? true));
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
    const { key, option } = field;
    let value = answerTo(field, answers);
    if (key === 'exclude') value = [value, ...hidden].filter((glob) => glob !== '').join(',');
    if (!option || value === '' || value === option.default) continue;
    const expression = key === 'formal' ? expressionOf(value) : undefined;
    if (option.value === undefined) argv.push(`--${key}`);
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
      ? [
          { group: value('group'), language: last(value('formal')), problem: value('problem'), files: '' }[
            sourceOf(origin, answers)
          ],
          value('length'),
          value('as').replace('word', ''),
        ]
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
