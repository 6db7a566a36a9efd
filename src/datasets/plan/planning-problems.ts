import { PROBLEM_NAMES, problemNamed } from '../../readers/formal';
import type { ProblemPlan } from './plan';
import { parseLengths } from './planning';

/** @throws RangeError when there is no such problem, or no instance of that size can be read */
export function planProblem(name: string, length: string, count: number): ProblemPlan {
  const problem = problemNamed(name);
  if (!problem) throw new RangeError(`'${name}' is not a problem known here: ${PROBLEM_NAMES}`);
  const lengths = parseLengths(length);
  const [what, most] = problem.size;
  if (lengths.most > most)
    throw new RangeError(`instances of ${problem.name} have at most ${most} ${what}, not ${lengths.most}`);
  return { kind: 'problem', name: problem.name, lengths, count };
}
