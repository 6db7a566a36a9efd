import type { Span } from '../syntax';
import type { Fit } from './dialect';
import type { Parameter } from './ir';
import type { Machine } from './machine';
import type { Arguments, FunctionData } from './values';

/** A function that joins those that have its name already. */
export function joined(old: FunctionData | undefined, made: FunctionData): FunctionData {
  const all = new Map([...alternatives(old), ...alternatives(made)].map((one) => [one.declaration, one]));
  return all.size > 1 ? { ...made, overloads: [...all.values()] } : made;
}

/** A method that a class inherits is hidden by one of its own that takes the same. */
export function isOverridden({ declaration }: FunctionData, own: readonly FunctionData[]): boolean {
  const { parameters } = declaration;
  return own.some(
    ({ declaration: { parameters: mine } }) =>
      mine.length === parameters.length &&
      mine.every(({ type = '?' }, index) => {
        const other = parameters[index]?.type ?? '?';
        return type === other || TYPE_PARAMETER.test(type) || TYPE_PARAMETER.test(other);
      }),
  );
}

/** `T`, `E`, `K2`, and what the language leaves open. */
const TYPE_PARAMETER = /^(?:\?|[A-Z]\d?)(?:\[\])*$/;

function alternatives(one: FunctionData | undefined): readonly FunctionData[] {
  return one ? (one.overloads ?? [one]) : [];
}

/** The function of that name which takes these values: by their number, then by what they are. */
export function chosen(m: Machine, callee: FunctionData, args: Arguments, at: Span): FunctionData {
  const { overloads, ...self } = callee;
  if (!overloads || !m.dialect.fit) return callee;
  const fit = m.dialect.fit;
  const fitting = overloads.flatMap((one) => {
    const ranks = ranksOf(m, fit, one, args);
    return ranks ? [{ one, ranks, isLoose: one.declaration.parameters.at(-1)?.rest === true }] : [];
  });
  type Candidate = (typeof fitting)[number];
  const beats = (a: Candidate, b: Candidate): boolean => {
    if (a.isLoose !== b.isLoose) return b.isLoose;
    return (
      a.ranks.every((rank, index) => rank <= (b.ranks[index] ?? NaN)) &&
      a.ranks.some((rank, index) => rank < (b.ranks[index] ?? NaN))
    );
  };
  const best = fitting.filter((a) => fitting.every((b) => a === b || beats(a, b)));
  const [only] = best;
  if (only) return { ...only.one, ...(self.self && { self: self.self }) };
  const { name } = callee.declaration;
  if (fitting.length === 0)
    return m.fail(at, `none of the ${overloads.length} functions called ${name} takes these values`);
  return m.fail(
    at,
    `${fitting.length} of the functions called ${name} take these values: which one is meant is not clear`,
  );
}

function ranksOf(
  m: Machine,
  fit: Fit<Machine>,
  { declaration, scope }: FunctionData,
  args: Arguments,
): number[] | undefined {
  const { parameters } = declaration;
  const values = args.positional;
  const last = parameters.at(-1);
  const needed = parameters.filter(({ fallback, rest }) => !fallback && !rest).length;
  if (values.length < needed || (values.length > parameters.length && !last?.rest)) return undefined;
  const ranks: number[] = [];
  for (const [index, box] of values.entries()) {
    const parameter: Parameter | undefined = parameters[index] ?? last;
    const rank = parameter?.type === undefined ? NaN : fit(m, parameter.type, box, scope);
    if (rank === undefined) return undefined;
    ranks.push(rank);
  }
  return ranks;
}
