import { Lines } from '../../trace/lines';
import { problemNamed, problemTrace } from '../../readers/formal';
import { traceExample } from '../files/trace-example';
import type { Dealt } from '../examples/example';
import { hashOf } from '../examples/hash';
import { shareLengths } from '../plan/lengths';
import type { Plan, ProblemPlan } from '../plan/plan';
import { sideOf } from '../splits/side-of-key';
import { connectivityText, equationsText, formulaText, type Writer } from './problem-texts';
import { randomsFor } from './random';

const INSTANCES = 0x9b1e;

/**
 * Makes the example of any index: a random instance of a problem, and the trace that its own text is read as.
 *
 * @throws RangeError when there is no such problem
 */
export function problemExamples(
  { name, lengths, count }: ProblemPlan,
  { seed, fractions }: Pick<Plan, 'seed' | 'fractions'>,
): (index: number) => Dealt {
  const problem = problemNamed(name);
  if (!problem) throw new RangeError(`'${name}' is no problem`);
  const write = writerOf(problem.name);
  const place = shareLengths(lengths, count, seed, () => Infinity);
  const randoms = randomsFor(seed, INSTANCES);
  return (index) => {
    const head = `# problem: ${problem.name}\n`;
    const text = `${head}${write(randoms(index), place(index).length)}\n`;
    const uri = `generated:${problem.name}?seed=${seed}&index=${index}`;
    const trace = problemTrace({ uri, language: 'formal', text }, problem, { start: head.length, end: text.length });
    const range = new Lines(text).range(0, text.length);
    const { example, keys } = traceExample(trace, { uri, text, range, hash: hashOf(text) });
    // It stands in no file.
    const source = { ...example.source, range: null };
    return { example: { ...example, id: index, source }, side: sideOf(keys.join(), seed, fractions) };
  };
}

function writerOf(name: string): Writer {
  if (name === 'formula') return formulaText;
  if (name === 'connectivity') return connectivityText;
  const [modulus] = /\d+/.exec(name) ?? [];
  return equationsText(modulus === undefined ? undefined : Number(modulus));
}
