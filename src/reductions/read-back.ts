import { compose, identity, isIdentity, isPermutation, type SlotMap } from '../algebra/maps';
import { formatCycles } from '../algebra/notation';
import { readCode } from '../readers/code';
import { readNarrative } from '../readers/narrative';
import { readWord } from '../readers/word';
import { Lines } from '../trace/lines';
import { SourceError, type Range, type SourceText } from '../trace/source';
import type { Step, Trace } from '../trace/trace';
import { decodeChess } from './chess';

/**
 * The word that a text is: of a chess game what `decodeChess` reads, of a story or word every step. In a program the comments
 * with cycles that `reduce` writes say where elements end: each element is the product of the next steps that give it.
 * Without such comments every step is an element.
 *
 * @throws SourceError when the text cannot be read, overwrites something, or does not do what a comment says.
 */
export async function wordOf(source: SourceText): Promise<number[][]> {
  if (source.language === 'chess') return decodeChess(source);
  if (source.language === 'narrative') return stepsOf(await readNarrative(source, {}));
  if (source.language === 'word') return stepsOf(await readWord(source, {}));
  const trace = await readCode(source, {});
  const steps = stepsOf(trace);
  const marks = marksIn(source.text);
  return marks.length === 0 ? steps : partition(steps, trace.steps, marks, source, trace.slots.length);
}

function stepsOf(trace: Trace): number[][] {
  return trace.steps.map(({ map, range }) => {
    if (map && isPermutation(map)) return [...map];
    const start = { line: 0, character: 0 };
    throw new SourceError(
      trace.source.uri,
      range ?? { start, end: start },
      'this overwrites something: a word has permutations only',
    );
  });
}

interface Mark {
  cycles: string;
  range: Range;
}

/** Lines that hold nothing but a comment with the cycles of an element. */
function marksIn(text: string): Mark[] {
  const lines = new Lines(text);
  const mark = /^[^\S\r\n]*(?:#|\/\/)[^\S\r\n]*((?:\(\)|(?:\([0-9]+(?: [0-9]+)+\))+))[^\S\r\n]*$/gm;
  return [...text.matchAll(mark)].map(({ index, 0: all, 1: cycles = '' }) => {
    return { cycles, range: lines.range(index, index + all.length) };
  });
}

function partition(
  maps: readonly SlotMap[],
  steps: readonly Step[],
  marks: readonly Mark[],
  source: SourceText,
  degree: number,
): number[][] {
  let next = 0;
  const word = marks.map(({ cycles, range }) => {
    let product = identity(degree);
    const first = next;
    while (formatCycles(product) !== cycles) {
      const map = maps[next];
      if (!map) {
        const done = maps.slice(first).reduce<number[]>(compose, identity(degree));
        throw new SourceError(
          source.uri,
          range,
          `what follows never amounts to ${cycles}; all of it is ${formatCycles(done)}`,
        );
      }
      product = compose(product, map);
      next++;
    }
    return product;
  });
  const rest = maps.findIndex((map, k) => k >= next && !isIdentity(map));
  if (rest < 0) return word;
  const last = marks.at(-1);
  const start = { line: 0, character: 0 };
  const at = steps[rest]?.range ?? last?.range ?? { start, end: start };
  throw new SourceError(
    source.uri,
    at,
    `this step comes after all that the comments name, the last of them ${last?.cycles ?? ''}`,
  );
}
