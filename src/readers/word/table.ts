import { namedGroup, type NamedGroup } from '../../algebra/groups';
import { compose, identity, keyOf, type SlotMap } from '../../algebra/maps';
import { NotationError } from '../../algebra/notation';
import type { Lines } from '../../trace/lines';
import type { SourceText } from '../../trace/source';
import { makeTrace, type Step, type Trace } from '../../trace/trace';
import { fieldsOf, readColumns, type Columns, type Field } from './columns';
import type { Header } from './header';
import { MAX_STEPS, world } from './word';
import { greatest } from '../../lists/extremes';

/** Rows on which an unstated group is tried. */
const ROWS_TO_INFER = 1_000;

/** Elements whose maps and ids are remembered: a bound on memory for large groups. */
const MAX_REMEMBERED = 50_000;

/** Groups that are tried when neither a header line nor the file's name tells it: those of the paper and their kin. */
const CANDIDATES = [
  'S3',
  'S4',
  'S5',
  'A4',
  'A5',
  'A6',
  'A4_x_Z5',
  ...Array.from({ length: 59 }, (_, k) => `Z${k + 2}`),
];

interface Id {
  digits: string;
  start: number;
  end: number;
}

interface Row {
  input: Id[];
  target: Id[];
  start: number;
  end: number;
}

/**
 * True of the data sets of *The Illusion of State in State-Space Models* and their like: a line that names columns, among
 * them `input` and `target`, then in each row the ids of a word's elements and those of its prefix products (older files:
 * of the whole product only), separated by spaces.
 */
export function isTable(text: string, header: Header): boolean {
  return readColumns(text, header.end) !== undefined;
}

/**
 * The word of one row (the first unless told otherwise); every row read is checked against its own targets.
 *
 * @throws NotationError at the first wrong target, or when the group is neither stated nor the only one that fits.
 */
export function readTable(source: SourceText, header: Header, lines: Lines, wanted = 1): Trace {
  const rows = () => readRows(source, header, lines);
  const group = tableGroup(source, header, lines);
  const check = new Check(group, header.order);
  let chosen: Row | undefined;
  let count = 0;
  for (const row of rows()) {
    check.row(row);
    if (++count === wanted) chosen = row;
  }
  if (!chosen) throw new NotationError(header.end, header.end, `there are ${count} rows here, and no row ${wanted}`);

  const inReadingOrder = chosen.input.map((id): Step => {
    return { map: check.map(id), text: id.digits, range: lines.range(id.start, id.end) };
  });
  const steps = header.order === 'right-to-left' ? inReadingOrder.reverse() : inReadingOrder;
  const { uri, language } = source;
  return makeTrace({ domain: 'word', source: { uri, language }, ...world(group.degree), steps });
}

/**
 * The group of a data set: stated in its header, else in its name, else inferred from its rows.
 *
 * @throws NotationError when it is neither stated nor the only one that fits
 */
export function tableGroup(source: SourceText, header: Header, lines: Lines): NamedGroup {
  return header.group ?? groupOfFile(source.uri) ?? inferGroup(() => readRows(source, header, lines), header);
}

/** One row at a time: a data set may be far larger than the word that is wanted of it. */
function* readRows(source: SourceText, header: Header, lines: Lines): Generator<Row> {
  const { text } = source;
  const part = lines.selected(source);
  const columns = readColumns(text, header.end);
  if (!columns) return;
  const line = /([^\r\n]*)(?:\r\n|\r|\n|$)/y;
  let start = Math.max(columns.end, part.start);
  while (start < part.end) {
    line.lastIndex = start;
    const whole = line.exec(text)?.[1] ?? '';
    const next = line.lastIndex;
    if (whole.trim() !== '') yield readRow(text, start, Math.min(start + whole.length, part.end), columns);
    start = next;
  }
}

function readRow(text: string, start: number, end: number, columns: Columns): Row {
  const fields = fieldsOf(text, start, end, columns.separator);
  const [input, target] = [fields[columns.input], fields[columns.target]];
  if (!input || !target || fields.length !== columns.count) {
    const reason = `a row has ${columns.count} fields, as the line of names, here are ${fields.length}`;
    throw new NotationError(start, end, reason);
  }
  const row: Row = { input: ids(text, input), target: ids(text, target), start, end };
  const [words, products] = [row.input.length, row.target.length];
  if (words === 0) throw new NotationError(start, end, 'a row without input');
  if (words > MAX_STEPS)
    throw new NotationError(start, end, `a word may have ${MAX_STEPS} elements, here are ${words}`);
  if (products !== words && products !== 1) {
    throw new NotationError(
      target.start,
      target.end,
      `${products} targets for ${words} inputs: one for each, or only the last`,
    );
  }
  return row;
}

/** Ids stand apart by blanks; in quotes they may be a list with brackets and commas. */
function ids(text: string, { start: from, end, isQuoted }: Field): Id[] {
  const list: Id[] = [];
  const token = isQuoted ? /[\s,[\]]+|([0-9]{1,9}(?![0-9]))|./uy : /\s+|([0-9]{1,9}(?![0-9]))|./uy;
  token.lastIndex = from;
  while (token.lastIndex < end) {
    const start = token.lastIndex;
    const [all = '', digits] = token.exec(text) ?? [];
    if (digits !== undefined) list.push({ digits, start, end: start + digits.length });
    else if (/[^\s,[\]]/.test(all))
      throw new NotationError(start, start + all.length, `'${all}' is not part of an element id`);
  }
  return list;
}

/** The paper's files are named `group=length.csv`. */
function groupOfFile(uri: string): NamedGroup | undefined {
  const [, name] = /([^/\\]+)=\d+(?:\.[^/\\]*)?$/.exec(uri) ?? [];
  return name === undefined ? undefined : namedGroup(name);
}

/**
 * The one group whose every id up to the largest occurs in the first rows and whose products are their targets. (Without
 * the first half of that rule A5 could never be told from A6, in which it lies with the same ids.)
 */
function inferGroup(allRows: () => Iterable<Row>, header: Header): NamedGroup {
  const rows: Row[] = [];
  for (const row of allRows()) if (rows.push(row) === ROWS_TO_INFER) break;
  const largest = rows.reduce(
    (most, { input }) =>
      greatest(
        input.map((id) => Number(id.digits)),
        most,
      ),
    0,
  );
  const fitting = CANDIDATES.flatMap((name) => {
    const group = namedGroup(name);
    const covered = group?.order === BigInt(largest + 1);
    return group && covered && fits(rows, new Check(group, header.order)) ? [group] : [];
  });
  const [only, another] = fitting;
  if (only && !another) return only;
  const found = another ? `${fitting.map(({ name }) => name).join(' and ')} fit` : 'no known one with all its ids fits';
  const reason = `the group of this data set is not stated and ${found}: add a line '# group: S5' at the top`;
  throw new NotationError(header.end, header.end, reason);
}

function fits(rows: readonly Row[], check: Check): boolean {
  try {
    for (const row of rows) check.row(row);
    return true;
  } catch (error) {
    if (error instanceof NotationError) return false;
    throw error;
  }
}

/** Multiplies ids in a group, remembering elements, and holds rows against it. */
class Check {
  private readonly maps = new Map<string, SlotMap>();
  private readonly ids = new Map<string, string>();

  constructor(
    private readonly group: NamedGroup,
    private readonly order: Header['order'],
  ) {}

  /** @throws NotationError when the group has no such element. */
  map(id: Id): SlotMap {
    const known = this.maps.get(id.digits);
    if (known) return known;
    const { name, order } = this.group;
    const value = BigInt(id.digits);
    if (value >= order) {
      throw new NotationError(id.start, id.end, `${name} has no element ${value}: its ids are 0 to ${order - 1n}`);
    }
    const map = this.group.elementOf(value);
    if (this.maps.size < MAX_REMEMBERED) this.maps.set(id.digits, map);
    return map;
  }

  /** @throws NotationError at the first target that is not the product of the inputs up to it. */
  row({ input, target }: Row): void {
    let product: SlotMap = identity(this.group.degree);
    input.forEach((id, k) => {
      const map = this.map(id);
      product = this.order === 'right-to-left' ? compose(map, product) : compose(product, map);
      const stated = target[target.length === input.length ? k : k - input.length + 1];
      if (!stated) return;
      const truth = this.idOf(product);
      if (Number(stated.digits) === Number(truth)) return;
      const what = `the product of the first ${k + 1} in ${this.group.name} is ${truth}, not ${stated.digits}`;
      throw new NotationError(stated.start, stated.end, what);
    });
  }

  private idOf(map: SlotMap): string {
    const key = keyOf(map);
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const id = String(this.group.idOf(map));
    if (this.ids.size < MAX_REMEMBERED) this.ids.set(key, id);
    return id;
  }
}
