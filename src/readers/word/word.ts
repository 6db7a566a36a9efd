import type { NamedGroup } from '../../algebra/groups';
import { identity, isPermutation, type SlotMap } from '../../algebra/maps';
import { degreeOf, fromMoves, MAX_DEGREE, NotationError, type Moves } from '../../algebra/notation';
import type { Lines } from '../../trace/lines';
import type { SourceText } from '../../trace/source';
import { makeTrace, type Step, type Trace } from '../../trace/trace';
import { ElementReader, type Element } from './elements';
import { isLatex, plainText } from './latex';
import { Lexer } from './lexer';
import { withoutSession } from './sessions';
import { defaultGroup, type Stated } from './stated-group';

/** Of what a computer algebra system answered. */
const NOT_READ = 'not read, because it is what the system answered: ';

const IDLE = 'not read, because it names no element: ';
const NAMED = 'gives a name, and is no step: ';

/** Longest word, and most numbers in all its different maps together: bounds on the memory of a trace (some 300 MB). */
export const MAX_STEPS = 200_000;
const MAX_NUMBERS = 16_000_000;

/** @throws NotationError at the first place that is not understood. */
export function readElements(source: SourceText, { header, generators }: Stated, lines: Lines): Trace {
  const part = lines.selected(source);
  const group = header.group ?? defaultGroup();
  const { text, answers, idle, isCompared } = withoutSession(plainText(source.text));
  const start = Math.max(part.start, header.end);
  if (!header.group && !header.notation) refuseBareRows(text, start, part.end);
  const isMarkedUp = isLatex(source.text);
  const readerOf = (from: number, to: number, names?: ReadonlyMap<string, Moves>) =>
    new ElementReader(new Lexer(text, from, to), header, group, isMarkedUp, names, isCompared);
  const reader = readerOf(start, part.end, namesBefore(readerOf(header.end, start, generators), generators));
  const elements = readAll(reader);
  if (elements.length === 0) {
    const { named } = reader;
    const why = named.length > 0 ? ': what is given a name is no step yet; write the names in the order in which they act' : ''; // prettier-ignore
    throw new NotationError(
      named[0]?.start ?? part.start,
      named.at(-1)?.end ?? part.end,
      `there is no element here${why}`,
    );
  }
  if (header.order === 'right-to-left') elements.reverse();

  const different = [...new Set(elements.map(({ moves }) => moves))];
  const degree =
    header.group?.degree ?? different.reduce((most, moves) => Math.max(most, degreeOf(moves)), group.degree);
  const maps = new Maps(degree, header.group);
  const steps = elements.map((element): Step => {
    const place = lines.range(element.start, element.end);
    return { map: maps.of(element), text: source.text.slice(element.start, element.end), range: place };
  });
  const said = (spans: readonly { start: number; end: number }[], why: string) =>
    spans
      .filter(({ start: from }) => from >= start && from < part.end)
      .map((span) => ({ ...span, text: `${why}${source.text.slice(span.start, span.end).trim()}` }));
  const passed = [...said(answers, NOT_READ), ...said(idle, IDLE), ...said(reader.named, NAMED)];
  const remarks = [...reader.remarks, ...passed]
    .sort((a, b) => a.start - b.start)
    .map((remark) => ({ text: remark.text, range: lines.range(remark.start, remark.end) }));
  return makeTrace({
    domain: 'word',
    source: { uri: source.uri, language: source.language },
    ...world(degree),
    steps,
    ...(remarks.length > 0 && { remarks }),
  });
}

/** The names that are given before the part that is read; only those of the header where what stands there is not understood. */
function namesBefore(
  before: ElementReader,
  generators: ReadonlyMap<string, Moves> | undefined,
): ReadonlyMap<string, Moves> | undefined {
  try {
    readAll(before);
    return before.generators;
  } catch (error) {
    if (!(error instanceof NotationError)) throw error;
    return generators;
  }
}

/**
 * A line of nothing but the numbers 1 to n, or 0 to n − 1, in some order may be a permutation in one-line form or n ids.
 *
 * @throws NotationError at the first such line
 */
function refuseBareRows(text: string, start: number, end: number): void {
  const row = /^[^\S\r\n]*(\d+(?:[ \t,]+\d+)+)[ \t,]*(?:#.*)?$/gm;
  row.lastIndex = start;
  for (let match = row.exec(text); match && match.index < end; match = row.exec(text)) {
    const written = match[1] ?? '';
    const numbers = written.split(/[ \t,]+/).map(Number);
    const base = numbers.includes(0) ? 0 : 1;
    if (numbers.length > MAX_DEGREE || !isPermutation(numbers.map((number) => number - base))) continue;
    const at = match.index + match[0].indexOf(written);
    const zero = base === 0 ? "with '# base: 0' " : '';
    const reason = `one permutation or ${numbers.length} ids? a line '# notation: one-line' ${zero}or '# notation: ids' before the first element says which`;
    throw new NotationError(at, at + written.length, reason);
  }
}

/** `n` slots that hold the objects of the same names at first. */
export function world(degree: number): Pick<Trace, 'slots' | 'objects' | 'initial'> {
  const names = identity(degree).map((slot) => String(slot + 1));
  return { slots: names, objects: names, initial: identity(degree) };
}

function readAll(reader: ElementReader): Element[] {
  const elements: Element[] = [];
  for (let element = reader.next(); element; element = reader.next()) {
    if (elements.length === MAX_STEPS) {
      throw new NotationError(element.start, element.end, `a word may have ${MAX_STEPS} elements, here is one more`);
    }
    elements.push(element);
  }
  return elements;
}

/** The maps of a word's elements, one object for equal elements. */
class Maps {
  private readonly known = new Map<Moves, SlotMap>();

  constructor(
    private readonly degree: number,
    private readonly group: NamedGroup | undefined,
  ) {}

  /** @throws NotationError when the element is not in the stated group, or too many different ones are large. */
  of({ moves, start, end }: Element): SlotMap {
    const known = this.known.get(moves);
    if (known) return known;
    if (this.known.size * this.degree >= MAX_NUMBERS) {
      throw new NotationError(start, end, `more than ${this.known.size} different elements of ${this.degree} slots`);
    }
    if (this.group && degreeOf(moves) > this.degree) {
      throw new NotationError(
        start,
        end,
        `${this.group.name} has ${this.degree} slots, this element moves slot ${degreeOf(moves)}`,
      );
    }
    const map = fromMoves(moves, this.degree);
    if (this.group && this.group.idOf(map) === undefined) {
      throw new NotationError(start, end, `this element is not in ${this.group.name}`);
    }
    this.known.set(moves, map);
    return map;
  }
}
