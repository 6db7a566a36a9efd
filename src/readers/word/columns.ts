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

const MAX_TITLE = 10_000;

const places = (names: readonly string[], of: ReadonlySet<string>): number[] =>
  names.flatMap((name, place) => (of.has(name) ? [place] : []));

/** The fields of a line; within quotes a separator is text. */
export function fieldsOf(text: string, start: number, end: number, separator: string): Field[] {
  const fields: Field[] = [];
  for (let at = start; ;) {
    const first = skipBlanks(text, at, end, separator);
    const quoted = text[first] === '"';
    const close = quoted ? text.indexOf('"', first + 1) : -1;
    const isQuoted = quoted && close >= 0 && close < end;
    const next = text.indexOf(separator, isQuoted ? close : at);
    const stop = next < 0 || next >= end ? end : next;
    fields.push({ start: isQuoted ? first + 1 : at, end: isQuoted ? close : stop, isQuoted });
    if (stop === end) return fields;
    at = stop + 1;
  }
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
