import { after, nextSymbols, startOf } from './rule';
import type { Language } from './schema';
import type { Configuration } from './counters';

/** The states in which words of a language can be, as the values of a cell that its letters change. */
export interface States {
  /** What each is called. The first one is the start. */
  names: string[];
  /** `letters[symbol][state]` is the state after the symbol; none is kept for the end of the word. */
  letters: number[][];
  /** The symbols that may come next in each state, ascending; the end of the word is the last symbol. */
  next: number[][];
}

/** Where a word goes that leaves its language, and what else of a machine with counters is not told. */
export const OUTSIDE = 'outside';

/** The empty word. */
const EMPTY = 'ε';

/**
 * All states that words of an automaton can be in, each named as the automaton names it or by the first of the shortest words
 * that lead to it (of brackets those that are open). Of a machine with counters or a queue, which has no end of them, those that one
 * word meets.
 *
 * @param word symbols without the end; each may come where it stands
 */
export function statesOf(language: Language, word: readonly number[]): States {
  const end = language.alphabet.length - 1;
  const isUnending = language.rule.kind !== 'dfa';
  const place = new Map<string, number>();
  const found: Configuration[] = [];
  const firstWords: string[] = [];
  const enter = (at: Configuration, leads: string): void => {
    const key = at.join();
    if (place.has(key)) return;
    place.set(key, found.length);
    found.push(at);
    firstWords.push(leads);
  };
  let at = startOf(language);
  enter(at, EMPTY);
  if (isUnending)
    for (const symbol of word) {
      at = after(language, at, symbol);
      enter(at, '');
    }
  else
    // Those that are found meanwhile are walked as well.
    for (let state = 0; state < found.length; state++)
      for (const symbol of nextSymbols(language, found[state] ?? []).filter((one) => one !== end))
        enter(after(language, found[state] ?? [], symbol), longer(language, firstWords[state] ?? '', symbol));
  const next = found.map((one) => nextSymbols(language, one));
  const allowed = next.map((symbols) => new Set(symbols));
  const outside = found.length;
  const letters = Array.from({ length: end }, (_, symbol) =>
    found.map((one, state) =>
      allowed[state]?.has(symbol) ? (place.get(after(language, one, symbol).join()) ?? outside) : outside,
    ),
  );
  const names = found.map((one, state) => nameOf(language, one, firstWords[state] ?? ''));
  if (letters.every((row) => !row.includes(outside))) return { names, letters, next };
  return { names: [...names, OUTSIDE], letters: letters.map((row) => [...row, outside]), next: [...next, []] };
}

function longer({ alphabet }: Language, word: string, symbol: number): string {
  const last = alphabet[symbol] ?? '';
  if (word === EMPTY) return last;
  return alphabet.slice(0, -1).every((one) => one.length === 1) ? word + last : `${word} ${last}`;
}

/** Counters by what they hold, a queue by what is in it, behind the state where there are several. */
function nameOf({ rule, states, alphabet }: Language, at: Configuration, firstWord: string): string {
  const [state = 0, ...held] = at;
  if (rule.kind === 'dfa') return states?.[state] ?? firstWord;
  const told = rule.kind === 'counters' ? held : [held.map((symbol) => alphabet[symbol] ?? '').join('') || EMPTY];
  return [...(rule.moves.length > 1 ? [states?.[state] ?? `q${state}`] : []), ...told].join(' ');
}
