import type { Manifest } from '../../models/manifest';
import { COLUMNS, type Theory } from './columns';
import { taskSubject, type Subject } from './subject';

export type { Theory } from './columns';
export { subjectOf, taskSubject, traceSubject, type Subject } from './subject';

export const ARCHITECTURES: readonly string[] = Object.keys(COLUMNS);

/** What of a model theory looks at: its architecture and, with `negative`, that its eigenvalues span [−1, 1]. */
export type Reader = Pick<Manifest, 'architecture' | 'negative'>;

/**
 * One line of theory for a state and an architecture: the hypothesis, the reason and the theorem. Undefined when nothing
 * changes, when the class is unknown, and when the architecture is not one of the table.
 */
export function theory(subject: Subject, { architecture, negative = false }: Reader): Theory | undefined {
  const kin = `${architecture} negative`;
  return entryOf(subject, negative && Object.hasOwn(COLUMNS, kin) ? kin : architecture);
}

/** What theory says of a model and its own task. */
export function ownTheory(manifest: Manifest): Theory | undefined {
  const subject = taskSubject(manifest);
  return subject && theory(subject, manifest);
}

/** The first architecture of the table about which it says the same, whatever the state; an unknown one is like no other. */
export function sameTheoryAs(architecture: string): string {
  if (!Object.hasOwn(COLUMNS, architecture)) return architecture;
  return ARCHITECTURES.find((name) => COLUMNS[name] === COLUMNS[architecture]) ?? architecture;
}

/** One line for each architecture, in the order of the table; none when the class is unknown. */
export function theories(subject: Subject): (Theory & { architecture: string })[] {
  return ARCHITECTURES.flatMap((name) => {
    const said = entryOf(subject, name);
    return said ? [{ architecture: name.replace(' negative', ' [−1, 1]'), ...said }] : [];
  });
}

function entryOf(subject: Subject, name: string): Theory | undefined {
  const { verdict, counters } = subject;
  const column = Object.hasOwn(COLUMNS, name) ? COLUMNS[name] : undefined;
  if (!column) return undefined;
  // Theorems speak of automata: of one run, or of no change, there is nothing that they could say.
  if (verdict.thisRunOnly !== undefined || (verdict.generators === 0 && !counters)) return undefined;
  const entry = counters ? column.counters : verdict.class === 'unknown' ? undefined : column[verdict.class];
  return typeof entry === 'function' ? entry(subject) : entry;
}
