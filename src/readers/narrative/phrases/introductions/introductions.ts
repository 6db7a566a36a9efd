import { wordSet } from '../../language/word-set';
import * as lexicon from '../../language/lexicon';
import type { Fact, Reference } from '../said';
import { tellsOfChange } from '../unread';
import { INSIDE } from './contents';
import { Belongings } from './belongings';

/** Sentences that say who takes part, what they have and how they sit. */
export class Introductions extends Belongings {
  facts(): Fact[] | undefined {
    const announced = this.attempt(() => this.announcedList());
    if (announced && this.isOver()) return announced;
    this.at = 0;
    // `In the freezer there is a fish`: the place says more than where this happens.
    const inside = this.attempt(() => this.over(this.holders()));
    if (inside) return inside;
    this.attempt(() => (this.beforehand(true) && this.take(',') ? true : undefined));
    this.leading();
    const facts =
      this.attempt(() => this.over(this.states())) ??
      this.attempt(() => this.over(this.alias())) ??
      this.attempt(() => this.over(this.holders())) ??
      this.attempt(() => this.over(this.severalEach())) ??
      this.attempt(() => this.over(this.labels())) ??
      this.attempt(() => this.over(this.thereAre())) ??
      this.attempt(() => this.over(this.allExcept())) ??
      this.attempt(() => this.over(this.seated())) ??
      this.attempt(() => this.over(this.numberedRow())) ??
      this.attempt(() => this.over(this.crowd())) ??
      this.attempt(() => this.over(this.partners())) ??
      this.attempt(() => this.over(this.holdings())) ??
      this.attempt(() => this.over(this.belongings())) ??
      this.attempt(() => this.over(this.kind()));
    return facts;
  }

  private over(facts: Fact[] | undefined): Fact[] | undefined {
    return facts && this.isOver() ? facts : undefined;
  }

  /** `At the start of the game, they are each holding a ball: Alice has a red ball, …`: what stands before the colon names nobody. */
  private announcedList(): Fact[] | undefined {
    const colon = this.tokens.findIndex(({ text }) => text === ':');
    if (colon < 1) return undefined;
    const intro = this.tokens.slice(0, colon);
    const names = intro.some((_, k) => this.names.matchAt(this.tokens, k) > 0);
    if (
      names ||
      tellsOfChange(
        intro.filter(({ lower }) => ![lexicon.HAVE, lexicon.HAVING, lexicon.SIT].some((words) => words.has(lower))),
      )
    )
      return undefined;
    this.at = colon + 1;
    const has = intro.some(({ lower }) => lexicon.HAVE.has(lower) || lexicon.HAVING.has(lower));
    const sits = !has && intro.some(({ lower }) => lexicon.SIT.has(lower));
    const facts = this.holdings(has ? {} : sits ? { places: 'places', loose: true } : undefined);
    if (!facts) return undefined;
    const noun =
      announcedNoun(intro.map(({ lower }) => lower)) ?? (has ? lexicon.singular(intro.at(-1)?.lower ?? '') : undefined);
    return facts.map((fact) => (fact.kind === 'holds' && noun !== undefined ? { ...fact, noun } : fact));
  }

  /** `Robert is also called Bob`, `Robert goes by Bob`. */
  private alias(): Fact[] | undefined {
    const who = this.name(false);
    if (!who) return undefined;
    if (!this.take('goes', 'by')) {
      if (!this.takeOne(lexicon.BE)) return undefined;
      this.adverbs();
      if (!this.take('called') && !this.take('known', 'as') && !this.take('nicknamed')) return undefined;
    }
    const alias = this.name(false);
    return alias?.kind === 'person'
      ? [{ kind: 'alias', who, name: alias.name, start: who.start, end: alias.end }]
      : undefined;
  }

  /** `There are five friends: Alice, Bob, …`, `There are five cups in a row`. */
  private thereAre(): Fact[] | undefined {
    const { start } = this.peek();
    if (!this.take('there') || !this.takeOne(lexicon.BE)) return undefined;
    const counted = this.counted();
    if (!counted) return undefined;
    if (this.take(':')) {
      const who = this.list(1, () => this.member());
      return who && [{ kind: 'people', who, count: counted, ...this.spanFrom(start) }];
    }
    return (
      this.rowTail(counted.value) && [
        { kind: 'numbered', noun: counted.noun, count: counted.value, ...this.spanFrom(start) },
      ]
    );
  }

  /** `All are dimes except Carl's`. */
  private allExcept(): Fact[] | undefined {
    const { start } = this.peek();
    if (!this.takeAny(lexicon.EVERYONE) && !this.take('they')) return undefined;
    if (!this.takeOne(lexicon.BE)) return undefined;
    if (!this.take('a')) this.take('an');
    const words = this.nounPhrase();
    if (!words) return undefined;
    const who: Reference[] = [];
    if (this.take('except')) {
      this.take('for');
      do {
        const next = this.name(true);
        if (!next) return undefined;
        who.push(next);
      } while (this.take(',', 'and') || this.take(',') || this.take('and'));
    }
    return [{ kind: 'except', thing: { words, shown: words.join(' ') }, who, ...this.spanFrom(start) }];
  }

  /** `Alice, Bob and Carl are friends`: what they are or do together changes nothing. */
  private kind(): Fact[] | undefined {
    const who = this.members(2);
    const start = who?.[0]?.start ?? 0;
    if (!who) return undefined;
    const harmless = this.takeOne(lexicon.BE) ?? this.takeOne(TOGETHER);
    if (!harmless) return undefined;
    const together = lexicon.BE.has(harmless.lower) ? this.guess(() => this.together(who, start)) : undefined;
    if (together) return together;
    // `are holding a party`
    this.takeOne(lexicon.HAVING);
    const from = this.at;
    while (!this.isOver()) {
      const { text } = this.peek();
      if (this.nameLength() > 0 || text === ':' || lexicon.NEGATIONS.has(this.peek().lower)) return undefined;
      // `in rows 1, 2 and 3`
      if (this.peek().kind === 'number') return undefined;
      this.at++;
    }
    if (tellsOfChange(this.tokens.slice(from, this.at))) return undefined;
    return [{ kind: 'people', who, ...this.spanFrom(start) }];
  }

  /** `are in the kitchen` */
  private together(who: Reference[], start: number): Fact[] | undefined {
    this.takeOne(BOTH);
    const place = this.takeOne(INSIDE) && this.take('the') ? this.thing() : undefined;
    if (!place || !this.isOver()) return undefined;
    const span = this.spanFrom(start);
    return [{ kind: 'together', who, in: place, ...span }];
  }
}

/** `book` of `they each buy one new book` */
function announcedNoun(words: readonly string[]): string | undefined {
  const end =
    words.indexOf('of') >= 0 && words.at(-1) !== undefined && words.includes('different')
      ? words.lastIndexOf('of')
      : words.length;
  const last = words[end - 1];
  const before = words.slice(Math.max(0, end - 4), end - 1);
  const counted = before.some((word) => ['a', 'an', 'one', 'new', 'own'].includes(word));
  return last !== undefined && counted ? lexicon.singular(last) : undefined;
}

const BOTH = new Set(['both', 'all']);

const TOGETHER = wordSet(
  'meet met play played gather gathered live lived work worked study attend attended visit visited',
);
