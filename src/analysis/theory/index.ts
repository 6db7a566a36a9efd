import { ARCHITECTURES as TABLE, KINDS, THEORIES } from '../../models/architectures';
import type { Manifest } from '../../models/manifest';
import { lineFor, type Theory } from './lines';
import { taskSubject, type Subject } from './subject';

export type { Theory } from './lines';
export { readSubject, subjectOf, taskSubject, traceSubject, type Subject } from './subject';

/** What stands behind the name of an architecture for a kin of it of which theory says something else, and how people read it. */
const KIN = { negative: ' [−1, 1]', writes: ' that writes the state' } as const;

/** The theory of each architecture by name, and of its kin: those whose eigenvalues span [−1, 1], those that write the state. */
const THEORY_OF: ReadonlyMap<string, string> = new Map(
  TABLE.flatMap((one): [string, string][] => [
    [one.name, one.theory],
    ...Object.entries(KIN).flatMap(([kin, words]): [string, string][] => {
      const own = one[kin as keyof typeof KIN];
      return own === undefined ? [] : [[one.name + words, own]];
    }),
  ]),
);

export const ARCHITECTURES: readonly string[] = [...THEORY_OF.keys()];

/**
 * What of a model theory looks at: its architecture, its family where that is none of the table, with `negative`, that its
 * eigenvalues span [−1, 1], and with `writes`, that it reads the states that it writes.
 */
export type Reader = Pick<Manifest, 'architecture' | 'family' | 'negative' | 'writes'>;

/**
 * One line of theory for a state and an architecture: the hypothesis, the reason and the theorem. Undefined when nothing
 * changes, when the class is unknown, and when neither the architecture nor the family is known.
 */
export function theory(subject: Subject, reader: Reader): Theory | undefined {
  return entryOf(subject, theoryNameOf(reader));
}

function theoryNameOf({ architecture, family, negative = false, writes }: Reader): string | undefined {
  const own = THEORY_OF.get(architecture) ?? family ?? KINDS[architecture];
  // Of anything else that writes, nothing is known here.
  if (writes !== undefined) return own === 'attention' ? THEORY_OF.get(`transformer${KIN.writes}`) : undefined;
  return (negative ? THEORY_OF.get(architecture + KIN.negative) : undefined) ?? own;
}

/** What theory says of a model and its own task. */
export function ownTheory(manifest: Manifest): Theory | undefined {
  const subject = taskSubject(manifest);
  return subject && theory(subject, manifest);
}

/** The first architecture of the table about which it says the same, whatever the state; an unknown one is like no other. */
export function sameTheoryAs({ architecture, family, writes }: Reader): string {
  const own = theoryNameOf({ architecture, family, writes });
  return ARCHITECTURES.find((name) => own !== undefined && THEORY_OF.get(name) === own) ?? architecture;
}

/** One line for each architecture, in the order of the table; none when the class is unknown. */
export function theories(subject: Subject): (Theory & { architecture: string })[] {
  return ARCHITECTURES.flatMap((name) => {
    const said = entryOf(subject, THEORY_OF.get(name));
    return said ? [{ architecture: name, ...said }] : [];
  });
}

function entryOf(subject: Subject, name: string | undefined): Theory | undefined {
  const { verdict, machine } = subject;
  const lines = THEORIES[name ?? ''];
  if (!lines) return undefined;
  // Theorems speak of automata: of one run, or of no change, there is nothing that they could say.
  if (verdict.thisRunOnly !== undefined || (verdict.generators === 0 && !machine)) return undefined;
  const said = machine ? lines[machine] : verdict.class === 'unknown' ? undefined : lines[verdict.class];
  return said && lineFor(said, subject);
}
