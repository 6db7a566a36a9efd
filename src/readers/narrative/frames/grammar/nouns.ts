import { append } from '../../../../lists/append';
import { PARTICLES, ordinalOf } from '../../language/lexicon';
import { genderOf } from '../../language/genders';
import type { Token } from '../../language/tokens';
import { has, verbsOf } from '../../language/verbs';
import * as shared from '../../prose/grammar/words';
import { textOf, type Noun } from './syntax';
import * as words from './words';

const WEEKDAYS = new Set('monday tuesday wednesday thursday friday saturday sunday'.split(' '));
const SINGULAR = new Set(['a', 'an', 'this', 'that', 'each', 'every', 'another']);
const SIDES = new Set(['left', 'right', 'front', 'back', 'today', 'now', 'tomorrow']);
const LINKS_OR = (word: string): boolean => words.LINKS.has(word) || word === 'of' || shared.MODALS.has(word);

/** Those that are likelier, before the others. */
function prepend(found: Noun[], likelier: readonly Noun[]): void {
  const all = [...likelier, ...found];
  found.length = 0;
  append(found, all);
}

/** Longest noun phrase, in words. */
const MOST = 7;

/** Noun phrases of a sentence: at every place all that may stand there, the likeliest first. */
export class Nouns {
  private readonly found = new Map<number, readonly Noun[]>();

  constructor(
    readonly tokens: readonly Token[],
    readonly known: (text: string) => boolean,
  ) {}

  at(from: number): readonly Noun[] {
    const before = this.found.get(from);
    if (before) return before;
    const all = this.plain(from).flatMap((noun) => this.extended(noun));
    this.found.set(from, all);
    return all;
  }

  private plain(from: number): Noun[] {
    const token = this.tokens[from];
    if (!token) return [];
    if (token.kind === 'quote') return [this.make('name', from, from + 1, { words: token.lower.split(' ') })];
    const { lower } = token;
    if (token.kind !== 'word' && token.kind !== 'number') return [];
    const part = this.partAt(from);
    if (part.length > 0) return part;
    if (words.POSSESSIVES.has(lower)) {
      const alone = lower === 'her' || lower === 'his' ? [this.pronounAt(from)] : [];
      const owned = this.owned(this.pronounAt(from), from + 1);
      return this.isCaused(from) ? [...alone, ...owned] : [...owned, ...alone];
    }
    if (lower === 'one' && words.lowerAt(this.tokens, from + 1) === 'another')
      return [this.pronounAt(from, 2, 'each other')];
    if (lower === 'each' && words.lowerAt(this.tokens, from + 1) === 'other')
      return [this.pronounAt(from, 2, 'each other')];
    // `IT`, a department
    const isInitials = /^\p{Lu}{2,}$/u.test(token.text);
    if (words.PRONOUNS.has(lower) && !isInitials) return token.possessive ? [] : [this.pronounAt(from)];
    if (isInitials && words.PRONOUNS.has(lower)) return [this.make('name', from, from + 1, { words: [lower] })];
    if (['any', 'none', 'some'].includes(lower) && this.isLast(from + 1)) return [this.pronounAt(from)];
    if (words.DETERMINERS.has(lower)) return this.determined(from);
    if (words.isProper(this.tokens, from, this.known)) {
      const isCommon =
        from === 0 &&
        !this.known(token.text) &&
        !genderOf(token.text) &&
        verbsOf(lower).some(({ form }) => form === 'ing' || form === 'participle');
      return isCommon ? [...this.body(from, from, 'bare'), ...this.named(from)] : this.named(from);
    }
    // `closes the blinds and turns …`, `on again`
    if (['yesterday', 'today', 'tomorrow'].includes(lower) && shared.BE.has(words.lowerAt(this.tokens, from + 1)))
      return [this.make('bare', from, from + 1, { words: [lower] })];
    if (
      lower === 'there' &&
      (shared.BE.has(words.lowerAt(this.tokens, from + 1)) || shared.HAVE.has(words.lowerAt(this.tokens, from + 1)))
    )
      return [this.pronounAt(from)];
    const isLabelled = words.labelOf(this.tokens[from + 1]) !== undefined || words.isNumbered(this.tokens, from + 1);
    const isSide = SIDES.has(lower) && ['to', 'on', 'from', 'at', 'of'].includes(words.lowerAt(this.tokens, from - 1));
    if (words.isHard(token) || (words.isAdverb(lower) && !isLabelled && !isSide) || words.isPast(lower)) return [];
    if (lower === 'one' && (this.isLast(from + 1) || words.isHard(this.tokens[from + 1])))
      return [this.pronounAt(from)];
    return this.body(from, from, 'bare');
  }

  /** `had her swap`, `lets her go` */
  private isCaused(at: number): boolean {
    const isBase = verbsOf(words.lowerAt(this.tokens, at + 1)).some(({ form }) => form === 'base');
    return isBase && verbsOf(words.lowerAt(this.tokens, at - 1)).some(({ lemma }) => has(lemma, 'cause'));
  }

  /** `one of the pupils`, `both of them`, `two of her five apples` */
  private partAt(from: number): Noun[] {
    const first = words.lowerAt(this.tokens, from);
    const count = words.numberAt(this.tokens, from);
    if (
      words.lowerAt(this.tokens, from + 1) !== 'of' ||
      (count === undefined && !['all', 'both', 'each', 'some', 'none', 'half'].includes(first))
    )
      return [];
    return this.at(from + 2).map((noun) => ({
      ...noun,
      from,
      isPart: true as const,
      ...(count === undefined ? { quantifier: first } : { count }),
    }));
  }

  private determined(from: number): Noun[] {
    const { lower } = this.tokens[from] as Token;
    const next = words.lowerAt(this.tokens, from + 1);
    const isAll = ['all', 'both', 'each', 'every', 'no', 'some', 'any', 'another'].includes(lower);
    if (isAll && (next === 'the' || words.POSSESSIVES.has(next)))
      return this.at(from + 1).map((noun) => ({ ...noun, from, quantifier: lower }));
    const kind = lower === 'a' || lower === 'an' || lower === 'another' || lower === 'some' ? 'a' : 'the';
    const body = this.body(from + 1, from, kind).map((noun) => (isAll ? { ...noun, quantifier: lower } : noun));
    // `the two swapped`, `the two of them`
    const isTwo = lower === 'the' && ['two', 'three', 'four', 'pair'].includes(next);
    const isOfThem =
      isTwo && words.lowerAt(this.tokens, from + 2) === 'of' && words.lowerAt(this.tokens, from + 3) === 'them';
    if (isOfThem) return [this.pronounAt(from, 4, 'they')];
    if (isTwo && words.mayBegin(words.lowerAt(this.tokens, from + 2))) return [this.pronounAt(from, 2, 'they')];
    const isAlone = ['this', 'that', 'these', 'those', 'all', 'both', 'each'].includes(lower);
    return isAlone ? [...body, this.pronounAt(from)] : body;
  }

  private pronounAt(from: number, length = 1, as?: string): Noun {
    const pronoun = as ?? words.lowerAt(this.tokens, from);
    const isPlural = [
      'they',
      'them',
      'we',
      'us',
      'their',
      'theirs',
      'these',
      'those',
      'both',
      'all',
      'each other',
    ].includes(pronoun);
    return { kind: 'pronoun', words: [pronoun], shown: pronoun, pronoun, isPlural, from, to: from + length };
  }

  /** Of what `owner` has: `her red hat`; `Bob's`, where no noun stands behind it. */
  private owned(owner: Noun, at: number): Noun[] {
    const count = words.numberAt(this.tokens, at);
    const with_ = this.body(at, owner.from, 'the').map((noun) => ({ ...noun, owner }));
    if (with_.length > 0 || count !== undefined) return with_;
    return owner.kind === 'pronoun'
      ? []
      : [{ kind: 'the', words: [], shown: '', owner, isPlural: false, from: owner.from, to: at }];
  }

  private named(from: number): Noun[] {
    const { tokens } = this;
    let to = from + 1;
    const first = tokens[from] as Token;
    const isWorded = words.isNumbered(tokens, to) && !this.known(first.text);
    const label = words.labelOf(tokens[to]) ?? (isWorded ? words.lowerAt(tokens, to) : undefined);
    // `Box 3`, `Container A`
    if (
      label !== undefined &&
      !first.possessive &&
      (isWorded ||
        tokens[to]?.kind === 'number' ||
        !words.isFinite(words.lowerAt(tokens, to + 1)) ||
        this.isCommon(first))
    )
      return this.labelled(from, from, to, 'the');
    while (!tokens[to - 1]?.possessive && to - from < MOST) {
      const token = tokens[to];
      if (
        token?.kind !== 'word' ||
        WEEKDAYS.has(token.lower) ||
        (shared.CALENDAR.has(token.lower) && shared.CALENDAR.has(words.lowerAt(tokens, to - 1)))
      )
        break;
      const isParticle =
        PARTICLES.has(token.lower) && token.text === token.lower && /^\p{Lu}/u.test(tokens[to + 1]?.text ?? '');
      if (!isParticle && (!/^\p{Lu}/u.test(token.text) || token.lower === 'i')) break;
      to += isParticle ? 2 : 1;
    }
    const name = this.make('name', from, to, { words: tokens.slice(from, to).map(({ lower }) => lower) });
    if (tokens[to - 1]?.possessive) return this.owned(name, to);
    return [name];
  }

  private isCommon(token: Token): boolean {
    return !this.known(token.text) && token.text.length > 1;
  }

  /** `cups 1 and 2`, `boxes A, B and C`: each for itself is one noun, told apart by `labels`. */
  private labelled(start: number, from: number, to: number, kind: Noun['kind']): Noun[] {
    const label = words.lowerAt(this.tokens, to);
    const own = this.tokens.slice(from, to).map(({ lower }) => lower);
    const head = shared.singularOf(own.at(-1) ?? '');
    return [
      {
        kind,
        words: [...own.slice(0, -1), head],
        shown: `${[...own.slice(0, -1), head].join(' ')} ${this.tokens[to]?.text ?? ''}`,
        label,
        isPlural: false,
        from: start,
        to: to + 1,
      },
    ];
  }

  /** Adjectives and a noun from `at`; what is likeliest first. */
  private body(at: number, start: number, kind: Noun['kind']): Noun[] {
    const { tokens } = this;
    const found: Noun[] = [];
    let from = at;
    const count = words.numberAt(tokens, from);
    if (count !== undefined && tokens[from + 1]?.kind === 'word' && !words.isHard(tokens[from + 1])) from++;
    const counted = from > at && count !== undefined ? { count } : {};
    let soft = -1;
    for (let to = from + 1; to <= from + MOST; to++) {
      const token = tokens[to - 1];
      if (!token) break;
      const mark = to - 1 > from ? words.labelOf(token) : undefined;
      if (words.isHard(token) && (mark === undefined || token.text === token.lower)) break;
      const isName = /^\p{Lu}/u.test(token.text) && to - 1 > 0;
      const last = tokens[to - 2];
      if (isName && to - 1 > from) {
        // `her brother Seth`, `little Gus`, `my friend Farid`
        const isKin =
          shared.PEOPLE.has(last?.lower ?? '') ||
          words.KIN.has(last?.lower ?? '') ||
          (shared.ADJECTIVES.has(last?.lower ?? '') && last?.text === last?.lower && last?.text === last?.lower);
        if (isKin && !words.labelOf(token))
          prepend(
            found,
            this.named(to - 1).map((name) => ({ ...name, from: start })),
          );
        const label = words.labelOf(token);
        const isTitle =
          label === undefined &&
          last &&
          /^\p{Lu}/u.test(last.text) &&
          !last.possessive &&
          kind === 'the' &&
          start < from;
        if (isTitle) {
          found.unshift({
            ...this.make(kind, start, to, { words: this.headed(from, to) }),
            shown: textOf(tokens, from, to),
            isPlural: false,
          });
          continue;
        }
        if (label !== undefined && last && !last.possessive) prepend(found, this.labelled(start, from, to - 1, 'the'));
        break;
      }
      // `shell one`
      const isNumber =
        to - 1 > from &&
        words.isNumbered(tokens, to - 1) &&
        words.labelOf(tokens[to - 2]) === undefined &&
        !shared.ADJECTIVES.has(last?.lower ?? '');
      if ((token.kind === 'number' || isNumber) && to - 1 > from) {
        prepend(found, this.labelled(start, from, to - 1, 'the'));
        break;
      }
      if (token.possessive) {
        const owner = this.make(kind, start, to, { words: this.headed(from, to) });
        prepend(found, this.owned(owner, to));
        break;
      }
      if (soft < 0 && to - 1 > from && words.mayBegin(token.lower)) soft = to - 1;
      // Behind what may be the verb no noun goes on: `the toy trains`, and not `the tray holds glue`
      if (soft >= 0 && (to - 1 > soft || (to - 1 === soft && !this.ends(to)))) break;
      const own = this.headed(from, to);
      const isDay = shared.CALENDAR.has(token.lower) && !shared.DAY_PARTS.has(words.lowerAt(tokens, to));
      // `switches` of switches B and C
      const isBeforeLabel =
        words.labelOf(tokens[to]) !== undefined && (tokens[to + 1]?.kind !== 'word' || words.isHard(tokens[to + 1]));
      if (!isBeforeLabel)
        found.unshift({
          ...this.make(kind, start, to, { words: own }),
          shown: textOf(tokens, from, to),
          ...counted,
          ...(SINGULAR.has(words.lowerAt(tokens, start)) && start < from && { isPlural: false }),
        });
      if (isDay) break;
    }
    const isHeaded = ({ to }: Noun) => soft < 0 || to !== soft || from > at || !this.isAdjective(tokens[to - 1]);
    // Up to what may be the verb first, then what goes on behind it
    const best = found.filter(({ to }) => to === soft);
    return soft >= 0 && best.every(isHeaded) ? [...best, ...found.filter(({ to }) => to !== soft)] : found;
  }

  private isLast(at: number): boolean {
    const token = this.tokens[at];
    return token === undefined || token.kind === 'mark' || words.LINKS.has(token.lower);
  }

  /** Where a noun may end: `the toy trains are`, and not `the tray holds chalk`. */
  private ends(at: number): boolean {
    const token = this.tokens[at];
    if (token === undefined || token.kind === 'mark') return true;
    return (
      words.isFinite(token.lower) || shared.BE.has(token.lower) || shared.HAVE.has(token.lower) || LINKS_OR(token.lower)
    );
  }

  private isAdjective(token: Token | undefined): boolean {
    return (
      token !== undefined &&
      shared.ADJECTIVES.has(token.lower) &&
      ordinalOf(token.lower) === undefined &&
      !['left', 'right', 'middle', 'last', 'next', 'other'].includes(token.lower)
    );
  }

  private headed(from: number, to: number): string[] {
    const own = this.tokens.slice(from, to).map(({ lower }) => lower);
    return [...own.slice(0, -1), shared.singularOf(own.at(-1) ?? '')];
  }

  private make(kind: Noun['kind'], from: number, to: number, { words: own }: { words: string[] }): Noun {
    const last = words.lowerAt(this.tokens, to - 1);
    const shown = this.tokens
      .slice(from, to)
      .map(({ text }) => text)
      .join(' ');
    return { kind, words: own, shown, isPlural: kind !== 'name' && shared.singularOf(last) !== last, from, to };
  }

  /** With what stands behind it: `of Chile`, `called Rex`. */
  private extended(noun: Noun): Noun[] {
    const next = words.lowerAt(this.tokens, noun.to);
    if (next === 'of' && noun.kind !== 'pronoun' && noun.kind !== 'name')
      return [
        ...this.at(noun.to + 1).map((of) => ({
          ...noun,
          of,
          to: of.to,
          shown: `${noun.shown} of ${textOf(this.tokens, noun.to + 1, of.to)}`,
        })),
        noun,
      ];
    // `everything in the box`
    if (['everything', 'all'].includes(noun.pronoun ?? '') && ['in', 'on', 'from', 'under', 'inside'].includes(next))
      return [
        ...this.at(noun.to + 1).map((place) => ({
          ...noun,
          within: { preposition: next, nouns: [place], isLeading: false },
          to: place.to,
        })),
        noun,
      ];
    if (['called', 'named'].includes(next)) {
      const name = this.at(noun.to + 1).find(({ kind }) => kind === 'name');
      if (name) return [{ ...name, from: noun.from }];
    }
    return [noun];
  }

  /** `Ann, Ben and Cy`: the longest first. */
  lists(from: number): { nouns: Noun[]; to: number }[] {
    const all: { nouns: Noun[]; to: number }[] = [];
    const more = (nouns: Noun[], to: number) => {
      if (nouns.length === 1) all.push({ nouns, to });
      const isAnd = words.lowerAt(this.tokens, to) === 'and';
      const comma = words.lowerAt(this.tokens, to) === ',';
      const isBoth = comma && words.lowerAt(this.tokens, to + 1) === 'and';
      if ((isAnd || comma) && nouns.length < 12) {
        const at = to + (isBoth ? 2 : 1);
        const first = this.tokens[at];
        // `…, and she agrees` is another clause
        if (comma && ['he', 'she', 'they', 'i', 'we', 'it'].includes(first?.lower ?? '')) return;
        if (first && !words.isProper(this.tokens, at, this.known) && words.isFinite(first.lower)) return;
        for (const next of [...this.labelsAt(nouns.at(-1), at), ...this.at(at)]) {
          if (isAnd || isBoth) {
            all.push({ nouns: [...nouns, next], to: next.to });
          } else {
            // `Rosa, Samir, Tilda`, at the end
            if (next.to >= this.tokens.length && nouns.length > 1) all.push({ nouns: [...nouns, next], to: next.to });
            more([...nouns, next], next.to);
          }
        }
      }
    };
    for (const noun of this.at(from)) {
      const mark = all.length;
      more([noun], noun.to);
      const own = all.splice(mark);
      append(
        all,
        own.sort((a, b) => b.nouns.length - a.nouns.length),
      );
    }
    return all.slice(0, 40);
  }

  /** `2` of cups 1 and 2 */
  private labelsAt(noun: Noun | undefined, at: number): Noun[] {
    const label = words.labelOf(this.tokens[at]);
    if (noun?.label === undefined || label === undefined) return [];
    const shown = `${noun.words.join(' ')} ${this.tokens[at]?.text ?? ''}`;
    return [{ ...noun, label, shown, from: at, to: at + 1 }];
  }
}
