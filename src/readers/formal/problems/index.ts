import { NotationError } from '../../../algebra/notation';
import { Lines } from '../../../trace/lines';
import type { SourceText } from '../../../trace/source';
import { answered } from '../../../trace/question';
import { makeTrace, type Step, type Trace } from '../../../trace/trace';
import { shortened } from '../../../text/shortened';
import type { Stretch } from '../../reader';
import { CONNECTIVITY } from './connectivity';
import { equations } from './equations';
import { FORMULA } from './formula';
import { linesOf, type Evaluation, type Problem } from './problem';

export type { Problem };

/** How the head of a text calls the problems, for people. */
export const PROBLEM_NAMES = 'formula, connectivity, equations, equations modulo P (a prime)';

const LARGEST_PRIME = 997;

/** @returns undefined for a name that is none of `PROBLEM_NAMES` */
export function problemNamed(name: string): Problem | undefined {
  const told = name.trim().toLowerCase().replace(/\s+/g, ' ');
  if (told === FORMULA.name) return FORMULA;
  if (told === CONNECTIVITY.name) return CONNECTIVITY;
  const [all, modulus] = /^equations(?: mod(?:ulo)? (\d{1,4}))?$/.exec(told) ?? [];
  if (all === undefined) return undefined;
  if (modulus === undefined) return equations();
  return isPrime(Number(modulus)) ? equations(Number(modulus)) : undefined;
}

function isPrime(n: number): boolean {
  if (n < 2 || n > LARGEST_PRIME) return false;
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
  return true;
}

/** Characters of a step's text, and of a question, that are told. */
const MOST_TOLD = 80;

/**
 * An instance of a problem, worked out step by step: docs/reading-problems.md.
 *
 * @param track names of cells: the world is these alone, and so are the steps
 * @throws NotationError
 */
export function problemTrace(source: SourceText, problem: Problem, at: Stretch, track?: readonly string[]): Trace {
  const lines = new Lines(source.text);
  const whole = problem.evaluate(linesOf(source.text, at), at.end);
  const { acts, asked, thisRunOnly, ...world } = track ? tracked(whole, track, at) : whole;
  const told = ({ start, end }: Stretch) => ({
    text: shortened(source.text.slice(start, end), MOST_TOLD),
    range: lines.range(start, end),
  });
  const steps = acts.map(({ start, end, ...act }): Step => ({ ...act, ...told({ start, end }) }));
  const trace = makeTrace({
    domain: 'word',
    source: { uri: source.uri, language: source.language },
    ...world,
    steps,
    thisRunOnly,
    remarks: [{ text: `the problem, not this text: ${problem.complexity}` }],
  });
  const questions = asked.map(({ start, end, ...what }) => answered({ ...told({ start, end }), ...what }, trace));
  return questions.length > 0 ? { ...trace, questions } : trace;
}

/** Cells do not look at each other, so that any of them are a world by themselves; of slots, which do, all are kept. */
function tracked(whole: Evaluation, track: readonly string[], at: Stretch): Evaluation {
  const { cells, slots, objects, initial, acts, asked } = whole;
  if (!cells) return whole;
  const other = track.find((name) => !slots.includes(name));
  if (other !== undefined)
    throw new NotationError(at.start, at.start, `there is no '${other}' to track here: ${slots.join(', ')}`);
  const kept = slots.filter((name) => track.includes(name));
  const values = [...new Set(kept.flatMap((name) => cells[name] ?? []))];
  return {
    ...whole,
    slots: kept,
    objects: values,
    cells: Object.fromEntries(kept.map((name) => [name, cells[name] ?? []])),
    initial: kept.map((name) => values.indexOf(objects[initial[slots.indexOf(name)] ?? 0] ?? '')),
    acts: acts.filter((act) => 'cell' in act && kept.includes(act.cell)),
    asked: asked
      .filter(({ slot }) => kept.includes(slots[slot] ?? ''))
      .map((each) => ({ ...each, slot: kept.indexOf(slots[each.slot] ?? '') })),
  };
}
