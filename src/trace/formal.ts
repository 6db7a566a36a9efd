import { after, nextSymbols, startOf } from '../languages/rule';
import type { Fault } from './json-place';
import { isTable, makeTrace, states, type FormalWord, type State, type Step, type Trace } from './trace';

/** What a symbol of the alphabet is to the word so far. */
const [MAY_NOT, MAY] = ['no', 'yes'];

/** The first thing in which a word of a formal language does not follow the rule of its language. */
export function formalFault(trace: Trace): Fault | undefined {
  const { formal, steps, cells, slots } = trace;
  if (!formal) return undefined;
  const fault = (path: (string | number)[], reason: string): Fault => ({ path: ['formal', ...path], reason });
  const values = Object.values(cells ?? {});
  const [cell] = values;
  if (!cell || values.length > 1 || slots.length > 1 || steps.some((step) => !isTable(step)))
    return fault([], 'is about a world of one cell alone');
  const { symbols, next, alphabet } = formal;
  if (symbols.length !== steps.length) return fault(['symbols'], `must have one for each of the ${steps.length} steps`);
  if (next.length !== cell.length) return fault(['next'], `must have one list for each of the ${cell.length} values`);
  const end = alphabet.length - 1;
  let at = startOf(formal);
  const held = valuesOf(trace);
  for (const [step, symbol] of [...symbols, end].entries()) {
    const allowed = nextSymbols(formal, at);
    const value = held[step] ?? -1;
    if (allowed.join() !== next[value]?.join())
      return fault(['next', value], `must be [${allowed.join()}] by the rule`);
    if (step === symbols.length) break;
    if (symbol >= end || !allowed.includes(symbol)) return fault(['symbols', step], 'cannot stand here');
    at = after(formal, at, symbol);
  }
  return undefined;
}

/** The places that the values of the one cell have in its list, before the first step and after each. */
function valuesOf(trace: Trace): number[] {
  const values = new Map((Object.values(trace.cells ?? {})[0] ?? []).map((name, value) => [name, value]));
  return states(trace).map((state) => values.get(trace.objects[state?.[0] ?? -1] ?? '') ?? -1);
}

/** Of a word of a formal language, or its {@link nextWorld}, the symbols that may come next, at first and after each step; empty for other traces. */
export function nextSets(trace: Trace): readonly (readonly number[])[] {
  const { formal } = trace;
  if (!formal) return [];
  if (trace.cells) return valuesOf(trace).map((value) => formal.next[value] ?? []);
  return states(trace).map((state) => symbolsHeld(formal, state));
}

/** What stands in the slots of {@link nextWorld} where these symbols may come next. */
export function nextState(alphabet: number, symbols: Iterable<number>): number[] {
  const allowed = new Set(symbols);
  return [...Array.from({ length: alphabet }, (_, symbol) => (allowed.has(symbol) ? 1 : 0)), 0, 1];
}

/**
 * A word of a formal language as models of languages answer it: a slot for each symbol, which says whether it may come next. The
 * sets follow from the word so far and not from each other, so that every step overwrites all slots, from two that never
 * change.
 */
export function nextWorld(trace: Trace): Trace {
  const { formal, domain, source, steps } = trace;
  if (!formal) return trace;
  const [no, yes] = [formal.alphabet.length, formal.alphabet.length + 1];
  const sets = nextSets(trace);
  const known = new Map<readonly number[], number[]>();
  const mapOf = (set: readonly number[]): number[] => {
    const map = known.get(set) ?? nextState(no, set).map((may, slot) => (slot >= no ? slot : may === 1 ? yes : no));
    known.set(set, map);
    return map;
  };
  return makeTrace({
    domain,
    source,
    slots: [...formal.alphabet.map((symbol) => `next ${symbol}`), `const ${MAY_NOT}`, `const ${MAY}`],
    objects: [MAY_NOT, MAY],
    initial: nextState(no, sets[0] ?? []),
    steps: steps.map(({ text, range }, step): Step => {
      return { map: mapOf(sets[step + 1] ?? []), text, ...(range && { range }) };
    }),
    formal,
  });
}

/** Whether this is a {@link nextWorld}, and not the word itself. */
export function isNextWorld({ formal, cells }: Pick<Trace, 'formal' | 'cells'>): boolean {
  return formal !== undefined && cells === undefined;
}

/** Symbols of an alphabet as they are told: `0 1 ⊣`. */
export function symbolsText({ alphabet }: Pick<FormalWord, 'alphabet'>, symbols: readonly number[]): string {
  return symbols.length === 0 ? 'nothing' : symbols.map((symbol) => alphabet[symbol] ?? '?').join(' ');
}

/** The same of a state of {@link nextWorld}. */
export function nextText(formal: Pick<FormalWord, 'alphabet'>, state: State): string {
  return symbolsText(formal, symbolsHeld(formal, state));
}

function symbolsHeld({ alphabet }: Pick<FormalWord, 'alphabet'>, state: State): number[] {
  return alphabet.flatMap((_, symbol) => (state?.[symbol] === 1 ? [symbol] : []));
}
