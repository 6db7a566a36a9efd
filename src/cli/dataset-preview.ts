import type { Example } from '../datasets/examples/example';
import type { Plan } from '../datasets/plan/plan';
import type { Previewed } from '../datasets/run/preview';
import { printable } from '../text/printable';
import { plural } from '../text/plural';

/** Lines of a text, and entries of a list, that are shown; a preview is looked at, not read. */
const MOST_LINES = 12;
const MOST_ENTRIES = 12;
const MOST_CHARACTERS = 160;

/** What a command makes data of. */
export function planText({ source, command }: Plan): string {
  const lines = [printable(command)];
  if (source.kind === 'trace') {
    const counts = new Map<string, number>();
    for (const { language } of source.files) counts.set(language, (counts.get(language) ?? 0) + 1);
    const each = [...counts].sort(([, a], [, b]) => b - a).map(([language, count]) => `${count} ${language}`);
    lines.push(`${plural(source.files.length, 'file')}: ${each.join(', ')}`);
    for (const { path, reason } of source.unread.slice(0, MOST_LINES))
      lines.push(`not read: ${printable(path)} ${reason}`);
    if (source.unread.length > MOST_LINES) lines.push(`… and ${source.unread.length - MOST_LINES} more are not read`);
  } else lines.push(plural(source.count, 'example'));
  return lines.join('\n');
}

/** One example, for people. */
export function previewText({ example, split }: Previewed, number: number): string {
  const { tokens, states, final, verdict, source } = example;
  const place = source.range ? `${source.uri}:${source.range.start.line + 1}` : source.uri;
  const facts = [split, plural(tokens.length, 'step'), verdict && hardness(verdict), place];
  return [
    `── ${number} · ${facts
      .filter(Boolean)
      .map((fact) => printable(fact ?? ''))
      .join(' · ')}`,
    ...textLines(example.text),
    `   tokens  ${list(tokens)}`,
    `   states  ${list(states)}`,
    ...(example.kind === 'language' ? [`   next    ${list(example.next)}`] : []),
    ...objects(example),
    `   final   ${value(final)}`,
  ].join('\n');
}

function hardness({ class: of, name }: NonNullable<Example['verdict']>): string {
  return name === null ? of : `${of} (${name})`;
}

/** What the numbers of a trace's states stand for. */
function objects(example: Example): string[] {
  if (example.kind !== 'trace') return [];
  return [`   slots   ${list(example.slots)}`, `   objects ${list(example.objects)}`];
}

function textLines(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/);
  const shown = lines.slice(0, MOST_LINES).map((line) => `   │ ${clipped(printable(line))}`);
  const hidden = lines.length - MOST_LINES;
  return hidden > 0 ? [...shown, `   │ … ${plural(hidden, 'more line')}`] : shown;
}

function list(items: readonly unknown[]): string {
  const shown = items.slice(0, MOST_ENTRIES).map(value).join(' ');
  const hidden = items.length - MOST_ENTRIES;
  return clipped(shown) + (hidden > 0 ? ` … ${hidden} more` : '');
}

function value(item: unknown): string {
  if (item === null) return 'null';
  return clipped(typeof item === 'string' ? printable(item) : JSON.stringify(item));
}

function clipped(text: string): string {
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS)}…`;
}
