import { namedGroup, type NamedGroup } from '../../algebra/groups';
import { identity, type SlotMap } from '../../algebra/maps';
import { degreeOf, fromMoves, NotationError, type Moves } from '../../algebra/notation';
import type { Lines } from '../../trace/lines';
import type { SourceText } from '../../trace/source';
import { makeTrace, type Step, type Trace } from '../../trace/trace';
import { ElementReader, type Element } from './elements';
import type { Header } from './header';
import { Lexer } from './lexer';

/** Longest word, and most numbers in all its different maps together: bounds on the memory of a trace (some 300 MB). */
export const MAX_STEPS = 200_000;
const MAX_NUMBERS = 16_000_000;

/** Ids without a `# group:` line are those of S5, and no world is smaller: the paper's group and the bundled models'. */
const DEFAULT_GROUP = 'S5';

/** @throws NotationError at the first place that is not understood. */
export function readElements(source: SourceText, header: Header, lines: Lines): Trace {
  const part = lines.selected(source);
  const group = header.group ?? namedGroup(DEFAULT_GROUP);
  if (!group) throw new Error(`${DEFAULT_GROUP} is not a group`);
  const lexer = new Lexer(source.text, Math.max(part.start, header.end), part.end);
  const elements = readAll(new ElementReader(lexer, header.notation, group));
  if (elements.length === 0) throw new NotationError(part.start, part.end, 'there is no element here');
  if (header.order === 'right-to-left') elements.reverse();

  const different = [...new Set(elements.map(({ moves }) => moves))];
  const degree =
    header.group?.degree ?? different.reduce((most, moves) => Math.max(most, degreeOf(moves)), group.degree);
  const maps = new Maps(degree, header.group);
  const steps = elements.map((element): Step => {
    const { start, end } = element;
    return { map: maps.of(element), text: source.text.slice(start, end), range: lines.range(start, end) };
  });
  return makeTrace({ domain: 'word', source: { uri: source.uri, language: source.language }, ...world(degree), steps });
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
