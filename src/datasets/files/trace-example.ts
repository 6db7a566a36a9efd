import { keyOf, type SlotMap } from '../../algebra/maps';
import { lineCommentOf } from '../../readers/languages';
import { sentencesNotRead } from '../../readers/not-read';
import type { Range } from '../../trace/source';
import { isTable, states, type Step, type Trace } from '../../trace/trace';
import { verdictOf } from '../../trace/verdict';
import { briefVerdict, type Keyed, type TraceExample } from '../examples/example';
import { hashOf } from '../examples/hash';

/** Where a trace stands in its file. */
export interface Origin {
  uri: string;
  text: string;
  range: Range;
  /** Of the file. */
  hash: string;
}

/**
 * Numbers in all states and maps of one example: some 25 MB. A thread that is to make one string of many times the room that
 * it has left does not end alone, but with the whole process.
 */
const MAX_NUMBERS = 5_000_000;

/** @throws RangeError when the states and the maps of the trace are too many numbers for one example */
export function traceExample(trace: Trace, origin: Origin): Keyed {
  bounded(trace, 0);
  const { tokens, maps } = tokensOf(trace.steps);
  bounded(trace, maps.length);
  const notRead = sentencesNotRead(trace);
  const example: TraceExample = {
    kind: 'trace',
    id: 0,
    text: origin.text,
    tokens,
    // Of a large world they are too many numbers to be there twice.
    states: states(trace).slice(1) as TraceExample['states'],
    final: trace.final && [...trace.final],
    domain: trace.domain,
    language: trace.source.language,
    slots: [...trace.slots],
    objects: [...trace.objects],
    initial: [...trace.initial],
    maps: maps.map(({ map }) => map as number[] | null),
    steps: trace.steps.map(({ text }) => text),
    illegal: trace.illegal ?? null,
    ...(trace.cells && {
      cells: Object.fromEntries(Object.entries(trace.cells).map(([name, values]) => [name, [...values]])),
      acts: maps.map(({ acts }) => acts),
    }),
    ...(trace.thisRunOnly !== undefined && { thisRunOnly: trace.thisRunOnly }),
    ...(trace.assumed && { assumed: trace.assumed.map(({ text }) => text) }),
    ...(notRead > 0 && { notRead }),
    source: {
      ...{ uri: origin.uri, range: origin.range, hash: origin.hash },
      ...(trace.source.files && { files: [...trace.source.files] }),
    },
    verdict: briefVerdict(verdictOf(trace)),
  };
  return { example, keys: keysOf(example).map(hashOf) };
}

/** @param maps how many different ones are known */
function bounded({ slots, steps }: Trace, maps: number): void {
  if (slots.length * (steps.length + maps) > MAX_NUMBERS)
    throw new RangeError(
      `its ${steps.length} states of ${slots.length} slots are too large for one example: cut it by windows`,
    );
}

/** What a step does, and the cell that it acts on, if it does. */
interface Act {
  map: SlotMap | null;
  acts: string | null;
}

/** Equal steps are one token; most of them are one object. */
function tokensOf(steps: readonly Step[]): { tokens: number[]; maps: Act[] } {
  const maps: Act[] = [];
  const byText = new Map<string, number>();
  const byMap = new Map<SlotMap | null, Map<string | null, number>>();
  const tokenOf = ({ map, acts }: Act): number => {
    const text = `${acts === null ? '' : JSON.stringify(acts)} ${map ? keyOf(map) : 'null'}`;
    const known = byText.get(text) ?? maps.push({ map, acts }) - 1;
    byText.set(text, known);
    return known;
  };
  const tokens = steps.map((step) => {
    const act: Act = isTable(step) ? { map: step.table, acts: step.cell } : { map: step.map, acts: null };
    const known = byMap.get(act.map) ?? new Map<string | null, number>();
    byMap.set(act.map, known);
    const token = known.get(act.acts) ?? tokenOf(act);
    known.set(act.acts, token);
    return token;
  });
  return { tokens, maps };
}

/** What no two sides of a split may share: the word and, where the text may say more or say it differently, the text. */
export function keysOf({ domain, language, text, tokens, maps, acts, slots: names }: TraceExample): string[] {
  const slots = maps.map((map, id) => (acts?.[id] == null ? map : []));
  const moved = wordKey(
    tokens.map((token) => slots[token] ?? null),
    names,
  );
  const word = acts ? `${moved}|${tableKey(tokens, maps, acts)}` : moved;
  return domain === 'code' || domain === 'narrative' ? [word, namelessText(text, lineCommentOf(language))] : [word];
}

/** What becomes of the values of cells, which are numbered as they come. */
function tableKey(tokens: readonly number[], maps: TraceExample['maps'], acts: readonly (string | null)[]): string {
  const cells = [...new Set(tokens.map((token) => acts[token] ?? null))].filter((cell) => cell !== null);
  return tokens.map((token) => `${cells.indexOf(acts[token] ?? '')}:${maps[token]?.join(',') ?? ''}`).join(';');
}

/** A square of a chess board: what a move there means depends on which it is. */
const SQUARE = /^[a-h][1-8]$/;

/**
 * The word of a trace, by the slots that take part in it only: the same steps in a larger world are the same word, but two
 * games are so only on the same squares, for two moves of two pieces each are otherwise like any others.
 */
function wordKey(maps: readonly (SlotMap | null)[], names: readonly string[]): string {
  const involved = new Set<number>();
  for (const map of maps) {
    map?.forEach((from, slot) => {
      if (from !== slot) involved.add(from).add(slot);
    });
  }
  const slots = [...involved].sort((a, b) => a - b);
  const place = new Map(slots.map((slot, index) => [slot, index]));
  const squares = slots.map((slot) => names[slot] ?? '').filter((name) => SQUARE.test(name));
  const word = maps.map((map) => (map ? slots.map((slot) => place.get(map[slot] ?? slot)).join(',') : '-')).join(';');
  return squares.length > 0 ? `${squares.join(' ')}|${word}` : word;
}

/**
 * A text without its names, comments and spacing: every word is the number of its first occurrence. Two texts that become
 * each other by renaming have the same one, whatever language they are in.
 *
 * @param comment what begins a comment that ends with its line
 */
export function namelessText(text: string, comment: string): string {
  const numbers = new Map<string, number>();
  const pieces =
    text
      .replace(new RegExp(`(^|\\s)${comment}.*$`, 'gm'), '')
      .match(/[\p{L}_$][\p{L}\p{M}\p{N}_$]*|\p{N}+|[^\s\p{L}\p{N}]/gu) ?? [];
  return pieces
    .map((piece) => {
      if (!/^[\p{L}_$]/u.test(piece)) return piece;
      const number = numbers.get(piece) ?? numbers.size;
      numbers.set(piece, number);
      return `n${number}`;
    })
    .join(' ');
}
