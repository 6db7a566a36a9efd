import type { Automaton } from './automaton';

/**
 * Associative recall (induction heads; Ba et al. 2016, Olsson et al. 2022): pairs of a key and a bit, and questions, `?` and a key that
 * was told, which the bit follows that was told with it last. The flip-flop is this with one key. A state is what every key has.
 */

/** More would have more states than an automaton may. */
export const MOST_KEYS = 5;
const VALUES = 2;

/** Symbols: keys, bits, `?`. States: between pairs, after a key, after `?`, after the key of a question; the last one is outside. */
export function recallAutomaton(keys: number): Automaton {
  const base = VALUES + 1;
  const held = base ** keys;
  const valueOf = (memory: number, key: number): number => Math.floor(memory / base ** key) % base;
  const telling = (memory: number, key: number): number => held + memory * keys + key;
  const asking = (memory: number): number => held + held * keys + memory;
  const asked = (memory: number, key: number): number => held + held * keys + held + memory * keys + key;
  const outside = 2 * held * (keys + 1);
  const transitions = Array.from({ length: outside + 1 }, () => new Array<number>(keys + VALUES + 1).fill(outside));
  const set = (state: number, symbol: number, to: number): void => {
    const row = transitions[state];
    if (row) row[symbol] = to;
  };
  for (let memory = 0; memory < held; memory++) {
    if (memory > 0) set(memory, keys + VALUES, asking(memory));
    for (let key = 0; key < keys; key++) {
      const value = valueOf(memory, key);
      set(memory, key, telling(memory, key));
      for (let bit = 0; bit < VALUES; bit++)
        set(telling(memory, key), keys + bit, memory + (bit + 1 - value) * base ** key);
      if (value === 0) continue;
      set(asking(memory), key, asked(memory, key));
      set(asked(memory, key), keys + value - 1, memory);
    }
  }
  return { start: 0, transitions, accepting: transitions.map((_, state) => state < held) };
}
