import type { Span } from '../syntax';
import type { Fit } from './dialect';
import type { FunctionDeclaration, Parameter } from './ir';
import type { Machine } from './machine';
import type { Arguments, FunctionData } from './values';

/** What is declared by the lists that are made here: thousands of one name are joined one after the other. */
const declared = new WeakMap<FunctionData[], Set<FunctionDeclaration>>();

/** A function that joins those that have its name already. */
export function joined(old: FunctionData | undefined, made: FunctionData): FunctionData {
  const growing = old?.overloads;
  const known = growing && declared.get(growing);
  if (known && !made.overloads && !known.has(made.declaration)) {
    known.add(made.declaration);
    growing.push(made);
    return { ...made, overloads: growing };
  }
  const all = new Map([...alternatives(old), ...alternatives(made)].map((one) => [one.declaration, one]));
  if (all.size < 2) return made;
  const overloads = [...all.values()];
  declared.set(overloads, new Set(all.keys()));
  return { ...made, overloads };
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
  // Who beats all others beats whoever was the best before: one is left that may.
  const best = fitting.reduce<Candidate | undefined>((a, b) => (a && !beats(b, a) ? a : b), undefined);
  const only = best && fitting.every((b) => best === b || beats(best, b)) ? best : undefined;
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
  const parameters = declaration.parameters.filter(({ byNameAlone }) => !byNameAlone);
  const values = args.positional;
  const last = parameters.at(-1);
  const needed = parameters.filter(({ fallback, rest }) => !fallback && !rest).length;
  if (values.length < needed || (values.length > parameters.length && !last?.rest)) return undefined;
  const ranks: number[] = [];
  for (const [index, box] of values.entries()) {
    const parameter: Parameter | undefined = parameters[index] ?? last;
    const isCell = args.places?.[index] !== undefined && !args.offers?.[index];
    const rank = parameter?.type === undefined ? NaN : fit(m, parameter.type, box, scope, isCell);
    if (rank === undefined) return undefined;
    ranks.push(rank);
  }
  return ranks;
}
