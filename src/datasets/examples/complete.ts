import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { namedGroup } from '../../algebra/groups';
import { after, nextSymbols, startOf } from '../../languages/rule';
import { languageSchema, type Language } from '../../languages/schema';
import type { Fault } from '../../trace/json-place';
import { DATASET_FILE } from '../card/card';
import { hashOf } from './hash';
import { readJson } from '../run/folders';
import { GroupTable } from '../words/group-table';

/** What the card tells of all rows, so that no row has to. */
const aboutSchema = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('word'), group: z.string(), as: z.string() }),
  z.looseObject({ kind: z.literal('language'), definition: languageSchema }),
  z.looseObject({ kind: z.enum(['trace', 'problem']) }),
]);

type Json = Record<string, unknown>;

/** A row as an example has it. */
export interface Completed {
  data: unknown;
  /** Whether the row itself says which number the example has. */
  isNumbered: boolean;
  /** Where a field of the example stands in the row. */
  pathOf: (path: Fault['path']) => Fault['path'];
}

/** Puts into the rows of a file what the data set around it says of all of them, and what follows from their tokens. */
export class Completion {
  private readonly about: z.infer<typeof aboutSchema> | undefined;
  private table: GroupTable | undefined;

  constructor(path: string) {
    const about = join(dirname(path), DATASET_FILE);
    try {
      this.about = existsSync(about) ? aboutSchema.safeParse(readJson(about)).data : undefined;
    } catch {
      this.about = undefined;
    }
  }

  /** The language that the data set defines. */
  get language(): Language | undefined {
    return this.about?.kind === 'language' ? this.about.definition : undefined;
  }

  of(row: unknown, line: number): Completed {
    const same = (path: Fault['path']): Fault['path'] => path;
    if (typeof row !== 'object' || row === null || Array.isArray(row))
      return { data: row, isNumbered: true, pathOf: same };
    const fields = row as Json;
    const isNumbered = fields['id'] !== undefined;
    if (fields['kind'] === undefined && isOfWords(this.about) && isNumbers(fields['tokens'])) {
      const data = { id: line, ...this.wordOf(fields['tokens'], fields) };
      return { data, isNumbered, pathOf: same };
    }
    return { data: withoutNulls(fields), isNumbered, pathOf: cellPath(fields['cells']) };
  }

  /** Tokens that are none are left for whoever looks at them. */
  private wordOf(tokens: number[], fields: Json): Json {
    const derived = this.about?.kind === 'word' ? this.groupWord(tokens, fields) : this.languageWord(tokens);
    const text = String(fields['text'] ?? derived['text']);
    return {
      ...derived,
      source: { uri: `generated:${String(derived['group'] ?? derived['language'])}`, range: null, hash: hashOf(text) },
      verdict: null,
      ...fields,
      ...{ text, final: fields['final'] ?? (fields['states'] as unknown[] | undefined)?.at(-1) ?? derived['final'] },
    };
  }

  private groupWord(tokens: number[], { text }: Json): Json {
    const { group: name = '', as = 'word' } = this.about?.kind === 'word' ? this.about : {};
    const group = this.table?.group ?? namedGroup(name);
    if (group) this.table ??= new GroupTable(group);
    const known = this.table && tokens.every((id) => id < (this.table?.order ?? 0)) ? this.table : undefined;
    const states = known?.prefixProducts(tokens) ?? tokens;
    return {
      ...{ kind: 'word', group: name, as: text === undefined ? 'word' : as, states, final: states.at(-1) },
      text: known ? tokens.map((id) => known.name(id)).join(' ') : '',
    };
  }

  private languageWord(tokens: number[]): Json {
    const { language } = this;
    if (!language) return {};
    const { alphabet } = language;
    const states: number[][] = [];
    const next: number[][] = [];
    let at = startOf(language);
    for (const symbol of tokens) {
      if (!nextSymbols(language, at).includes(symbol)) break;
      at = after(language, at, symbol);
      states.push([...at]);
      next.push(nextSymbols(language, at));
    }
    const text = tokens.map((symbol) => alphabet[symbol] ?? '').join('');
    return { kind: 'language', language: language.name, text, states, next, final: [...at] };
  }
}

/** Examples of which the card tells what their tokens do not. */
function isOfWords(about: z.infer<typeof aboutSchema> | undefined): boolean {
  return about?.kind === 'word' || about?.kind === 'language';
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((one) => Number.isSafeInteger(one) && Number(one) >= 0);
}

/** Fields of traces that not all of them have: in rows, where all have the same columns, they are null. */
const OPTIONAL = new Set(['cells', 'acts', 'thisRunOnly', 'assumed', 'notRead']);

function withoutNulls(fields: Json): Json {
  const kept = Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => value !== null || !OPTIONAL.has(name)),
  );
  const { source, cells } = fields;
  if (typeof source === 'object' && source !== null && 'files' in source && source.files === null) {
    kept['source'] = Object.fromEntries(Object.entries(source).filter(([name]) => name !== 'files'));
  }
  if (isCells(cells)) kept['cells'] = Object.fromEntries(cells.map(({ name, values }) => [name, values]));
  return kept;
}

/** In a row, cells are a list, whose type is the same in every row. */
function isCells(cells: unknown): cells is { name: string; values: unknown }[] {
  return Array.isArray(cells) && cells.every((cell: unknown) => typeof (cell as Json | null)?.['name'] === 'string');
}

function cellPath(cells: unknown): Completed['pathOf'] {
  if (!isCells(cells)) return (path) => path;
  return ([field, name, ...rest]) =>
    field === 'cells' && typeof name === 'string'
      ? ['cells', cells.findIndex((cell) => cell.name === name), 'values', ...rest]
      : [field ?? '', ...(name === undefined ? [] : [name]), ...rest].filter((part) => part !== '');
}
