import { namedGroup } from '../../algebra/groups';
import type { Example } from '../examples/example';
import { integerTypeFor, type IntegerType } from './integers';
import type { Plan } from '../plan/plan';

/** What a column holds, in the terms of Arrow; anything in it may be null. */
export type ColumnType = 'string' | IntegerType | ListType | StructType;

interface ListType {
  list: ColumnType;
  /** Of lists that are all as long. */
  length?: number;
}

interface StructType {
  struct: Readonly<Record<string, ColumnType>>;
}

/** A field of an example: the same name, type and value in every format. */
export interface Column {
  name: string;
  type: ColumnType;
  /** As JSON has it; null where there is none. */
  of: (example: Example) => unknown;
}

const list = (of: ColumnType, length?: number): ListType => ({ list: of, ...(length !== undefined && { length }) });
const struct = (fields: StructType['struct']): StructType => ({ struct: fields });

const numbers = list('int32');
const position = struct({ line: 'int32', character: 'int32' });
const source = { uri: 'string', range: struct({ start: position, end: position }), hash: 'string' } as const;
const verdict = struct({ class: 'string', order: 'string', name: 'string' });

type Types = Readonly<Record<string, ColumnType>>;

/** Whole numbers of one kind of words: no larger than they need to be, and of fixed length where all words are as long. */
function wordTypes(plan: Extract<Plan['source'], { kind: 'word' }>): Types {
  const id = integerTypeFor(Number(namedGroup(plan.group)?.order ?? 2n ** 53n) - 1);
  const { least, most } = plan.lengths;
  const ids = list(id, least === most ? least : undefined);
  return {
    ...{ kind: 'string', id: integerTypeFor(plan.count - 1), text: 'string', tokens: ids, states: ids, final: id },
    ...{ group: 'string', as: 'string', source: struct(source), verdict },
  };
}

function languageTypes({ count }: Extract<Plan['source'], { kind: 'language' }>): Types {
  return {
    ...{ kind: 'string', id: integerTypeFor(count - 1), text: 'string', tokens: list('uint16'), states: list(numbers) },
    ...{ final: numbers, next: list(list('uint16')), language: 'string', source: struct(source), verdict },
  };
}

const TRACE: Types = {
  ...{ kind: 'string', id: 'int32', text: 'string', tokens: numbers, states: list(numbers), final: numbers },
  ...{ domain: 'string', language: 'string', slots: list('string'), objects: list('string'), initial: numbers },
  ...{ maps: list(numbers), steps: list('string'), illegal: struct({ step: 'int32', reason: 'string' }) },
  ...{ cells: list(struct({ name: 'string', values: list('string') })), acts: list('string') },
  ...{ thisRunOnly: 'string', assumed: list('string'), notRead: 'int32' },
  ...{ source: struct({ ...source, files: list('string') }), verdict },
};

function typesOf(of: Plan['source']): Types {
  if (of.kind === 'trace' || of.kind === 'problem') return TRACE;
  return of.kind === 'word' ? wordTypes(of) : languageTypes(of);
}

/** What is the same for all words lies in the card; of what is told otherwise, its text is what it is about. */
function usualColumns(of: Plan['source']): readonly string[] {
  if (of.kind === 'trace' || of.kind === 'problem') return Object.keys(TRACE);
  if (of.kind === 'language') return ['tokens', 'states', 'next'];
  return of.as === 'word' ? ['tokens', 'states'] : ['text', 'tokens', 'states'];
}

/**
 * The names of the columns that are meant: `all`, names separated by commas, or, without a word, the usual ones.
 *
 * @throws RangeError for a name that is none of theirs
 */
export function columnNames(of: Plan['source'], text: string): string[] {
  const known = Object.keys(typesOf(of));
  if (text === '') return [...usualColumns(of)];
  const named = text.split(',').map((name) => name.trim());
  if (text.trim() === 'all') return known;
  const other = named.find((name) => !known.includes(name));
  if (other !== undefined) throw new RangeError(`'${other}' is no column here: all, or some of ${known.join(', ')}`);
  return known.filter((name) => named.includes(name));
}

/** The columns of a data set, in order. */
export function columnsOf({ source: of, columns }: Pick<Plan, 'source' | 'columns'>): readonly Column[] {
  const types = typesOf(of);
  return columns.map((name) => ({ name, type: types[name] ?? 'string', of: valueOf(name) }));
}

/** The value of a field as JSON has it. A record of names would be a type of its own for each example: it is a list. */
function valueOf(name: string): Column['of'] {
  if (name === 'cells')
    return (example) => {
      const cells = example.kind === 'trace' ? example.cells : undefined;
      return cells ? Object.entries(cells).map(([cell, values]) => ({ name: cell, values })) : null;
    };
  return (example) => (example as unknown as Record<string, unknown>)[name] ?? null;
}

/** Columns that blocks of words hold. */
const BLOCK_COLUMNS: ReadonlySet<string> = new Set(['id', 'tokens', 'states', 'final']);

/** True where a data set is whole numbers only, which are made and written a block at a time. */
export function isOfBlocks({ source: of, columns }: Pick<Plan, 'source' | 'columns'>): boolean {
  return of.kind === 'word' && of.as === 'word' && columns.every((name) => BLOCK_COLUMNS.has(name));
}
