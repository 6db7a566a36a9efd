import { groupGeneratedBy, namedGroup, type NamedGroup } from '../../algebra/groups';
import { NotationError, type Moves } from '../../algebra/notation';
import { BudgetExceeded } from '../../algebra/schreier-sims';
import { ElementReader } from './elements';
import type { Header } from './header';
import { isLatex, plainText } from './latex';
import { Lexer } from './lexer';

/** Ids without a `# group:` line are those of S5, and no world is smaller: the paper's group and the bundled models'. */
const DEFAULT_GROUP = 'S5';

/** The group whose ids stand for elements, where none is stated. */
export function defaultGroup(): NamedGroup {
  const group = namedGroup(DEFAULT_GROUP);
  if (!group) throw new Error(`${DEFAULT_GROUP} is not a group`);
  return group;
}

/** Reads elements of a stretch of a text. */
type ReaderOf = (start: number, end: number, generators?: ReadonlyMap<string, Moves>) => ElementReader;

/** A header with its group, where that is stated by generators, and what names of elements it defines. */
export interface Stated {
  header: Header;
  generators: ReadonlyMap<string, Moves> | undefined;
}

/** @throws NotationError when a definition or a generator is not understood, or the group is too large */
export function stated(header: Header, whole: string): Stated {
  const text = plainText(whole);
  const isMarkedUp = isLatex(whole);
  const readerOf: ReaderOf = (from, to, generators) =>
    new ElementReader(new Lexer(text, from, to), header, defaultGroup(), isMarkedUp, generators);
  const generators = header.generators.reduce<ReadonlyMap<string, Moves> | undefined>(
    (known, { start, end }) => readerOf(start, end, known).define(),
    undefined,
  );
  const by = header.generatedBy;
  if (!by) return { header, generators };
  const elements = by.isNamed ? [...(generators?.values() ?? [])] : elementsIn(readerOf(by.start, by.end, generators));
  if (elements.length === 0)
    throw new NotationError(
      by.start,
      by.end,
      "no generators: write '# group: <(1 2 3), (1 2)>', or a line '# generators:'",
    );
  try {
    return { header: { ...header, group: groupGeneratedBy(elements) }, generators };
  } catch (error) {
    if (!(error instanceof BudgetExceeded)) throw error;
    throw new NotationError(by.start, by.end, 'the group that these generate takes too long to list');
  }
}

function elementsIn(reader: ElementReader): Moves[] {
  const elements: Moves[] = [];
  for (let element = reader.next(); element; element = reader.next()) elements.push(element.moves);
  return elements;
}
