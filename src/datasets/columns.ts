import type { Example, Kind } from './example';

/** What a column of a Parquet file holds; `list` and `lists` are of 32- or 64-bit integers. */
export type ColumnType = 'text' | 'int' | 'list' | 'lists' | 'texts';

export interface Column {
  name: string;
  type: ColumnType;
  /** Null may stand for a value, or for an inner list. */
  of: (example: Example) => unknown;
}

const column = <K extends Kind>(name: string, type: ColumnType, of: (example: ExampleOf<K>) => unknown): Column => ({
  name,
  type,
  // A data set is of one kind: its plan says which, and columnsOf chooses by it.
  of: of as Column['of'],
});

type ExampleOf<K extends Kind> = Extract<Example, { kind: K }>;

const common: readonly Column[] = [
  column('id', 'int', ({ id }) => id),
  column('text', 'text', ({ text }) => text),
  column('tokens', 'list', ({ tokens }) => tokens),
];

const origin: readonly Column[] = [
  column('source_uri', 'text', ({ source }) => source.uri),
  column('source_range', 'list', ({ source: { range } }) =>
    range ? [range.start.line, range.start.character, range.end.line, range.end.character] : null,
  ),
  column('source_hash', 'text', ({ source }) => source.hash),
  column('verdict_class', 'text', ({ verdict }) => verdict?.class ?? null),
  column('verdict_order', 'text', ({ verdict }) => verdict?.order ?? null),
  column('verdict_name', 'text', ({ verdict }) => verdict?.name ?? null),
];

const COLUMNS: Readonly<Record<Kind, readonly Column[]>> = {
  word: [
    ...common,
    column<'word'>('states', 'list', ({ states }) => states),
    column<'word'>('final', 'int', ({ final }) => final),
    column<'word'>('group', 'text', ({ group }) => group),
    column<'word'>('as', 'text', ({ as }) => as),
    ...origin,
  ],
  language: [
    ...common,
    column<'language'>('states', 'lists', ({ states }) => states),
    column<'language'>('final', 'list', ({ final }) => final),
    column<'language'>('next', 'lists', ({ next }) => next),
    column<'language'>('language', 'text', ({ language }) => language),
    ...origin,
  ],
  trace: [
    ...common,
    column<'trace'>('states', 'lists', ({ states }) => states),
    column<'trace'>('final', 'list', ({ final }) => final),
    column<'trace'>('domain', 'text', ({ domain }) => domain),
    column<'trace'>('language', 'text', ({ language }) => language),
    column<'trace'>('slots', 'texts', ({ slots }) => slots),
    column<'trace'>('objects', 'texts', ({ objects }) => objects),
    column<'trace'>('initial', 'list', ({ initial }) => initial),
    column<'trace'>('maps', 'lists', ({ maps }) => maps),
    column<'trace'>('acts', 'texts', ({ acts }) => acts?.map((cell) => cell ?? '') ?? null),
    column<'trace'>('cells', 'texts', ({ cells }) => (cells ? Object.keys(cells) : null)),
    column<'trace'>('cell_values', 'lists', ({ cells, objects }) =>
      cells ? Object.values(cells).map((values) => values.map((value) => objects.indexOf(value))) : null,
    ),
    column<'trace'>('this_run_only', 'text', ({ thisRunOnly }) => thisRunOnly ?? null),
    column<'trace'>('assumed', 'texts', ({ assumed }) => assumed ?? null),
    column<'trace'>('not_read', 'int', ({ notRead }) => notRead ?? null),
    column<'trace'>('steps', 'texts', ({ steps }) => steps),
    column<'trace'>('illegal_step', 'int', ({ illegal }) => illegal?.step ?? null),
    column<'trace'>('illegal_reason', 'text', ({ illegal }) => illegal?.reason ?? null),
    ...origin,
    column<'trace'>('source_files', 'texts', ({ source }) => source.files ?? null),
  ],
};

/** The columns of a Parquet file, in order; what is nested in JSON lies flat here. */
export function columnsOf(kind: Kind): readonly Column[] {
  return COLUMNS[kind];
}
