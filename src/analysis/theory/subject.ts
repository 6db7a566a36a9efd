import { cycles, equal, isIdentity, isPermutation, type SlotMap } from '../../algebra/maps';
import { verdict, type Verdict } from '../../algebra/verdict';
import { letterMaps, ruleOf } from '../../models/language';
import type { Manifest, MonoidTask } from '../../models/manifest';
import type { Language, MachineRule } from '../../languages/schema';
import type { Trace } from '../../trace/trace';
import { machineVerdict, stepMaps, verdictOf } from '../../trace/verdict';

/** What theory is asked about: the state that some steps move, and the tokens in which a model reads them. */
export interface Subject {
  verdict: Verdict;
  /** Every token that is read moves two things at the most, as a swap does. */
  swaps: boolean;
  /** There is but one step, over and over: the state follows from the length alone. */
  unary: boolean;
  /** The task is a language of a machine that no finite number of states holds. */
  machine?: MachineRule['kind'];
}

/**
 * @param found the verdict on the steps
 * @param tokens the maps in which a model reads the steps; the steps themselves where there is no model
 */
export function subjectOf(found: Verdict, steps: Iterable<SlotMap>, tokens: Iterable<SlotMap> = steps): Subject {
  const [first, ...others] = new Set(steps);
  const unary = first !== undefined && others.every((step) => equal(step, first));
  return { verdict: found, swaps: [...new Set(tokens)].every(isSwap), unary };
}

/** The same of what a model reads: the trace, or the view of it. */
export function traceSubject(trace: Trace, task?: MonoidTask): Subject {
  return ofMachine(trace.formal?.rule) ?? subjectOf(trace.verdict ?? verdictOf(trace), stepMaps(trace), task?.tokens);
}

/** What a model's answers on a text follow from: the state of the text, or its language. */
export function readSubject(trace: Trace, manifest: Pick<Manifest, 'task'>): Subject | undefined {
  return manifest.task.kind === 'monoid' ? traceSubject(trace, manifest.task) : taskSubject(manifest);
}

const subjects = new WeakMap<Manifest['task'], Subject | undefined>();

/** A model's own task; undefined for a language whose rule is not known. Lists ask for it again and again. */
export function taskSubject({ task }: Pick<Manifest, 'task'>): Subject | undefined {
  if (!subjects.has(task)) subjects.set(task, freshSubject(task));
  return subjects.get(task);
}

function freshSubject(task: Manifest['task']): Subject | undefined {
  if (task.kind === 'monoid') return subjectOf(verdict(task.tokens), task.tokens);
  const rule = ruleOf(task);
  if (!rule) return undefined;
  if (rule.kind !== 'dfa') return ofMachine(rule);
  const maps = letterMaps(rule);
  return maps && subjectOf(verdict(maps), maps);
}

function ofMachine(rule: Language['rule'] | MachineRule | undefined): Subject | undefined {
  const verdict = machineVerdict(rule);
  return verdict && rule && rule.kind !== 'dfa'
    ? { verdict, swaps: false, unary: false, machine: rule.kind }
    : undefined;
}

function isSwap(map: SlotMap): boolean {
  if (!isPermutation(map)) return false;
  const moved = cycles(map);
  return isIdentity(map) || (moved.length === 1 && moved[0]?.length === 2);
}
