import { compose, identity, isIdentity, isPermutation, type SlotMap } from '../../algebra/maps';
import { formatCycles } from '../../algebra/notation';
import type { Lines } from '../../trace/lines';
import { SourceError, type SourceText } from '../../trace/source';
import { makeTrace, type Step, type Trace } from '../../trace/trace';
import type { Stretch } from '../reader';
import { lineCommentOf } from '../languages';

/** A line that holds nothing but a comment with the cycles of an element. */
export interface Mark extends Stretch {
  cycles: string;
}

/** The comments with cycles in a part of a program, which say what element of a word the steps after each amount to. */
export function marksIn({ text, language }: SourceText, part: Stretch): Mark[] {
  const comment = lineCommentOf(language);
  const mark = new RegExp(
    String.raw`^[^\S\r\n]*(${comment}[^\S\r\n]*((?:\(\)|(?:\(\d+(?: \d+)+\))+)))[^\S\r\n]*$`,
    'gm',
  );
  return [...text.slice(0, part.end).matchAll(mark)].flatMap(({ index, 0: all, 1: written = '', 2: cycles = '' }) => {
    const start = index + all.indexOf(written);
    return start < part.start ? [] : [{ cycles, start, end: start + written.length }];
  });
}

/**
 * The word that the marks of a program name: each element is a step, the product of the next steps that give it.
 *
 * @throws SourceError when the program overwrites something, or does not do what a mark says
 */
export function wordOfProgram(trace: Trace, source: SourceText, lines: Lines, marks: readonly Mark[]): Trace {
  const degree = trace.slots.length;
  const maps = trace.steps.map((step) => permutationOf(step, source));
  let next = 0;
  const steps = marks.map((mark, index): Step => {
    let product = identity(degree);
    const first = next;
    while (formatCycles(product) !== mark.cycles) {
      const map = maps[next];
      if (!map) {
        const done = formatCycles(maps.slice(first).reduce<number[]>(compose, identity(degree)));
        const reason = `what follows never amounts to ${mark.cycles}; all of it is ${done}`;
        throw new SourceError(source.uri, lines.range(mark.start, mark.end), reason);
      }
      product = compose(product, map);
      next++;
    }
    const until = marks[index + 1]?.start ?? Infinity;
    return { map: product, ...written(trace.steps.slice(first, next), source, lines, mark, until) };
  });
  const rest = maps.findIndex((map, k) => k >= next && !isIdentity(map));
  if (rest >= 0) {
    const last = marks.at(-1);
    const range = trace.steps[rest]?.range ?? lines.range(last?.start ?? 0, last?.end ?? 0);
    const reason = `this step comes after all that the comments name, the last of them ${last?.cycles ?? ''}`;
    throw new SourceError(source.uri, range, reason);
  }
  const { domain, slots, objects, initial, thisRunOnly, remarks } = trace;
  return makeTrace({
    ...{ domain, source: trace.source, slots, objects, initial, steps },
    ...(thisRunOnly !== undefined && { thisRunOnly }),
    ...(remarks && { remarks }),
  });
}

function permutationOf({ map, range }: Step, { uri }: SourceText): SlotMap {
  if (map && isPermutation(map)) return map;
  const start = { line: 0, character: 0 };
  throw new SourceError(uri, range ?? { start, end: start }, 'this overwrites something: a word has permutations only');
}

/** An element stands from its mark to the last of its steps that stands behind it and before the next one. */
function written(
  steps: readonly Step[],
  { text }: SourceText,
  lines: Lines,
  { start, end }: Mark,
  until: number,
): Pick<Step, 'text' | 'range'> {
  let last = end;
  for (const { range } of steps) {
    const place = range ? lines.offset(range.end) : 0;
    if (place < until) last = Math.max(last, place);
  }
  return { text: text.slice(start, last), range: lines.range(start, last) };
}
