import { uniformInt } from 'pure-rand/distribution/uniformInt';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import type { Configuration } from '../languages/counters';
import { Lasting } from '../languages/queue';
import { after, nextSymbols, startOf } from '../languages/rule';
import type { MachineRule } from '../languages/schema';

/** Configurations that a search for long words may look at; a hostile rule could make it look at them all. */
const MAX_LOOKED_AT = 2_000_000;

/**
 * Draws prefixes of words of a language with counters or a queue, as `LanguageWalk` does for automata: each symbol with the
 * same chance from those that may come next, but never one after which the length could not be reached.
 */
export class MachineWalk {
  /** By configuration: how many more symbols are known to be possible, and from how many on they are known not to be. */
  private readonly possible = new Map<string, number>();
  private readonly impossible = new Map<string, number>();
  private lookedAt = 0;

  private readonly lasting: Lasting | undefined;

  constructor(readonly rule: MachineRule) {
    if (rule.kind === 'queue') this.lasting = new Lasting(rule);
  }

  has(length: number): boolean {
    return this.lasts(startOf(this), length);
  }

  /** @throws RangeError when the language has no word of this length, or it would take too long to know */
  word(random: RandomGenerator, length: number): Int32Array {
    if (!this.has(length)) throw new RangeError(`the language has no word of ${length} symbols`);
    const word = new Int32Array(length);
    let configuration = startOf(this);
    for (let at = 0; at < length; at++) {
      const ways = this.lastingWays(configuration, length - at);
      const [symbol, next] = ways[uniformInt(random, 0, ways.length - 1)] ?? [0, configuration];
      word[at] = symbol;
      configuration = next;
    }
    return word;
  }

  /** Symbols that may come next and after which so many in all can follow, and where they lead. */
  lastingWays(at: Configuration, more: number): [symbol: number, next: Configuration][] {
    return this.ways(at).filter(([, next]) => this.lasts(next, more - 1));
  }

  /** Symbols that may come next, but for the end of the word, and where they lead. */
  private ways(at: Configuration): [symbol: number, next: Configuration][] {
    const end = this.rule.moves[0]?.length ?? 0;
    return nextSymbols(this, at).flatMap((symbol): [number, Configuration][] =>
      symbol === end ? [] : [[symbol, after(this, at, symbol)]],
    );
  }

  /** Whether `more` symbols can follow: depth first, without recursion, for words may be long. */
  private lasts(from: Configuration, more: number): boolean {
    if (this.lasting) return more <= this.lasting.longest(from);
    const path = [{ key: from.join(), more, ways: this.openWays(from, more) }];
    for (let top = path.at(-1); top; top = path.at(-1)) {
      if (top.more <= (this.possible.get(top.key) ?? 0)) {
        path.pop();
        const before = path.at(-1);
        if (before) this.possible.set(before.key, Math.max(before.more, this.possible.get(before.key) ?? 0));
        continue;
      }
      const next = top.ways.pop();
      if (next && top.more > 0)
        path.push({ key: next.join(), more: top.more - 1, ways: this.openWays(next, top.more - 1) });
      else {
        this.impossible.set(top.key, Math.min(top.more, this.impossible.get(top.key) ?? Infinity));
        path.pop();
      }
    }
    return more <= (this.possible.get(from.join()) ?? 0);
  }

  private openWays(at: Configuration, more: number): Configuration[] {
    const key = at.join();
    if (more >= (this.impossible.get(key) ?? Infinity)) return [];
    if (more <= (this.possible.get(key) ?? 0)) return [];
    if (++this.lookedAt > MAX_LOOKED_AT)
      throw new RangeError('its counters leave too many ways to search for long words');
    return this.ways(at).map(([, next]) => next);
  }
}
