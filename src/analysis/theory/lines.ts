import type { Verdict } from '../../algebra/verdict';
import { PHRASES } from '../../models/architectures';
import type { Condition, Said } from '../../models/architectures-schema';
import { cite } from './sources';
import type { Subject } from './subject';

/** What theory says of an architecture and a state, for a student. */
export interface Theory {
  /** `can` and `cannot` are proved under the hypothesis that the line names; `open` is neither. */
  says: 'can' | 'cannot' | 'open';
  /** Hypothesis, reason and source. */
  line: string;
}

const HOLDS: Readonly<Record<Condition, (subject: Subject) => boolean>> = {
  group: ({ verdict }) => verdict.group,
  resets: ({ verdict }) => !verdict.group,
  swaps: ({ swaps }) => swaps,
  toggles: ({ verdict }) => isToggles(verdict),
  'one step only': ({ unary }) => unary,
  'counts modulo 2': ({ verdict }) => verdict.primes?.includes(2) === true,
  'counts modulo an odd prime': ({ verdict }) => verdict.primes?.some((prime) => prime > 2) === true,
};

/** The first line whose condition holds, in words. */
export function lineFor(lines: readonly Said[], subject: Subject): Theory | undefined {
  const said = lines.find(({ when }) => when === undefined || HOLDS[when](subject));
  return said && { says: said.says, line: inWords(said.line, subject.verdict) };
}

/** `{name}` is a phrase, `{@source: place}` a citation, `{largest prime}` what the verdict says is counted modulo. */
function inWords(template: string, verdict: Verdict): string {
  return template.replace(/\{(@?)([^{}:]+)(?:: ([^{}]+))?\}/g, (_, at: string, name: string, place?: string) => {
    if (at === '@') return cite(name, place);
    if (name === 'largest prime') return String(verdict.primes?.at(-1) ?? '');
    const phrase = PHRASES[name];
    if (phrase === undefined) throw new RangeError(`there is no phrase '${name}'`);
    return inWords(phrase, verdict);
  });
}

/** Things that are switched on and off, each on its own: every update undoes itself. */
function isToggles({ group, exponent }: Verdict): boolean {
  return group && exponent === '2';
}
