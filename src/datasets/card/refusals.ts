import { printable } from '../../text/printable';

/** A place that could not be read, as `unreadable.jsonl` has it; lines and characters count from zero. */
export interface Refused {
  path: string;
  line: number | null;
  character: number | null;
  reason: string;
}

/** Places that could not be read for reasons that differ in names and numbers alone. */
export interface Refusal {
  /** With `…` where such reasons differ. */
  reason: string;
  places: number;
  /** The first of them: `path:line:column`, counted from one. */
  such: string[];
}

/** Places that are named of each reason; all are in `unreadable.jsonl`. */
const MOST_NAMED = 3;

/** What texts and numbers are quoted in reasons: they differ from place to place. */
const QUOTED = /'[^']*'|"[^"]*"|`[^`]*`|\d+(?:[.,]\d+)*/g;

/** `path:line:column` as editors count, or the path alone. */
export function placeOf({ path, line, character }: Refused): string {
  return line === null ? path : `${path}:${line + 1}:${(character ?? 0) + 1}`;
}

/** How often places could not be read for each reason, the most frequent first; of lines of `unreadable.jsonl`. */
export function refusalsIn(lines: Iterable<string>): Refusal[] {
  const found = new Map<string, Refusal>();
  for (const line of lines) {
    const refused = JSON.parse(line) as Refused;
    const reason = refused.reason.replace(QUOTED, '…');
    let known = found.get(reason);
    if (!known) found.set(reason, (known = { reason, places: 0, such: [] }));
    known.places++;
    if (known.such.length < MOST_NAMED) known.such.push(placeOf(refused));
  }
  return [...found.values()].sort((a, b) => b.places - a.places || (a.reason < b.reason ? -1 : 1));
}

/** Reasons that the card has; all are in `dataset.json`. */
const MOST_ROWS = 20;

/** A section of the card. */
export function refusalsSection(refusals: readonly Refusal[]): string[] {
  if (refusals.length === 0) return [];
  const hidden = refusals.length - MOST_ROWS;
  return [
    '## Why places could not be read',
    '',
    '| reason | places | such as |',
    '| --- | ---: | --- |',
    ...refusals
      .slice(0, MOST_ROWS)
      .map(({ reason, places, such }) => `| ${literal(reason)} | ${places} | ${such.map(literal).join(', ')} |`),
    '',
    ...(hidden > 0
      ? [
          `The ${MOST_ROWS} most frequent of ${refusals.length}; all are in \`dataset.json\`, every place in \`unreadable.jsonl\`.`,
          '',
        ]
      : []),
  ];
}

/** In a cell of a table as it stands, whatever it holds: paths may hold marks of Markdown. */
function literal(text: string): string {
  return printable(text).replace(/[\\`*_[\]<>|&~#!$]/g, String.raw`\$&`);
}
