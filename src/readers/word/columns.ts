/** A field of a line of a table, without its quotes; offsets into the text. */
export interface Field {
  start: number;
  end: number;
  isQuoted: boolean;
}

/** Where a table's words and products stand, and what stands between its fields. */
export interface Columns {
  input: number;
  target: number;
  count: number;
  separator: string;
  /** Offset of the end of the line of names. */
  end: number;
}

const INPUTS = new Set(['input', 'inputs', 'input_sequence', 'input_ids']);
const TARGETS = new Set(['target', 'targets', 'target_sequence', 'target_ids']);

/**
 * The columns that the line at `start` names: one of words and one of their products, in any order and among any others.
 * Undefined when it is no such line. What stands between the names, a comma, a tab or a semicolon, stands between fields.
 */
export function readColumns(text: string, start: number): Columns | undefined {
  const end = lineEnd(text, start);
  if (end - start > MAX_TITLE) return undefined;
  for (const separator of [',', '\t', ';']) {
    const names = fieldsOf(text, start, end, separator).map((field) =>
      text.slice(field.start, field.end).trim().toLowerCase(),
    );
    const [input, ...moreInputs] = places(names, INPUTS);
    const [target, ...moreTargets] = places(names, TARGETS);
    if (input !== undefined && target !== undefined && moreInputs.length + moreTargets.length === 0)
      return { input, target, count: names.length, separator, end };
  }
  return undefined;
}

/**
 * What is missing of a line of names that has one of the two columns only, or, in a file of a table, none; undefined of any
 * other line.
 *
 * @returns where that column stands, and why it is not enough
 */
export function lackingColumn(
  text: string,
  uri: string,
  start: number,
): { start: number; end: number; reason: string } | undefined {
  const end = lineEnd(text, start);
  if (readColumns(text, start)) return undefined;
  const isTable = /\.[ct]sv$/i.test(uri) && end > start;
  if (end - start > MAX_TITLE) return isTable ? { start, end, reason: NO_NAMES } : undefined;
  for (const separator of [',', '\t', ';']) {
    const fields = fieldsOf(text, start, end, separator);
    const names = fields.map((field) => text.slice(field.start, field.end).trim().toLowerCase());
    const found = fields[names.findIndex((name) => INPUTS.has(name) || TARGETS.has(name))];
    if (!found) continue;
    const reason = `a data set has one column of inputs (${[...INPUTS].join(', ')}) and one of targets (${[...TARGETS].join(', ')})`;
    return { start: found.start, end: found.end, reason };
  }
  return isTable ? { start, end, reason: NO_NAMES } : undefined;
}

const NO_NAMES = `a data set begins with a line that names its columns, such as 'seed,input,target'; a word is kept in a file .word`;

const MAX_TITLE = 10_000;

const places = (names: readonly string[], of: ReadonlySet<string>): number[] =>
  names.flatMap((name, place) => (of.has(name) ? [place] : []));

/** The fields of a line; within quotes a separator is text. */
export function fieldsOf(text: string, start: number, end: number, separator: string): Field[] {
  const fields: Field[] = [];
  for (let at = start; ;) {
    const first = skipBlanks(text, at, end, separator);
    const quoted = text[first] === '"';
    const close = quoted ? closingQuote(text, first + 1) : -1;
    const isQuoted = quoted && close >= 0 && close < end;
    const next = text.indexOf(separator, isQuoted ? close : at);
    const stop = next < 0 || next >= end ? end : next;
    fields.push({ start: isQuoted ? first + 1 : at, end: isQuoted ? close : stop, isQuoted });
    if (stop === end) return fields;
    at = stop + 1;
  }
}

/** Where a quotation mark closes; two of them are one that is text. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

function skipBlanks(text: string, from: number, end: number, separator: string): number {
  let at = from;
  while (at < end && text[at] !== separator && /\s/.test(text[at] ?? '')) at++;
  return at;
}

function lineEnd(text: string, start: number): number {
  const found = /[\r\n]|$/g;
  found.lastIndex = start;
  return found.exec(text)?.index ?? text.length;
}
