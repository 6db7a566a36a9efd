import type { Token } from '../../language/tokens';
import type { Known, Noun } from './nouns/noun';
import * as words from './words';
import type { Item } from './item';
import { VerbGroups } from './verb-groups';
import { byFirstWord, type Phrase } from '../../language/first-words';
import { has } from '../../language/verbs';

/** The items of a sentence. */
export function itemsOf(tokens: readonly Token[], known: Known): Item[] {
  return new Itemizer(tokens, known).all();
}

/** Cuts a sentence into its items, from left to right. */
class Itemizer extends VerbGroups {
  all(): Item[] {
    for (;;) {
      const token = this.tokens[this.at];
      if (!token || token.kind === 'end') return this.items;
      const from = this.at;
      this.next(token);
      if (this.at === from) this.push('word', 1, token.lower);
    }
  }

  private push(
    is: 'preposition' | 'join' | 'subordinate' | 'relative' | 'adverb' | 'word',
    length: number,
    word: string,
  ): void {
    this.items.push({ is, word, from: this.at, to: this.at + length });
    this.at += length;
  }

  private next(token: Token): void {
    if (token.kind === 'mark') {
      this.push('join', 1, token.text);
      return;
    }
    const word = token.lower;
    const before = this.items.at(-1);
    if (word === 'there' && words.BE.has(this.lower(this.at + 1))) {
      const noun = {
        kind: 'pronoun' as const,
        words: [],
        pronoun: 'there',
        isPlural: false,
        shown: 'there',
        from: this.at,
        to: this.at + 1,
        start: token.start,
        end: token.end,
      };
      this.items.push({ is: 'noun', noun, from: this.at, to: this.at + 1 });
      this.at++;
      return;
    }
    // `nudges it open`
    if (
      ['open', 'shut', 'closed', 'wide'].includes(word) &&
      before?.is === 'noun' &&
      this.items.at(-2)?.is === 'verb' &&
      !this.nouns.at(this.at + 1, false)
    ) {
      this.push('word', 1, word);
      return;
    }
    const isName =
      /^\p{Lu}/u.test(token.text) && words.MODALS.has(word) && (this.at > 0 || this.nouns.isKnownAt(this.at));
    const plainVerb = isName ? undefined : this.verb();
    if (word === 'nothing' && ['but', 'except'].includes(this.lower(this.at + 1))) {
      this.push('adverb', 2, 'only');
      return;
    }
    if (word === 'up' && this.lower(this.at + 1) === 'front') {
      this.push('preposition', 1, 'in');
      return;
    }
    const verb = plainVerb && this.withPhrase(plainVerb);
    if (verb) {
      this.items.push({ is: 'verb', ...verb });
      this.at = verb.to;
      return;
    }
    // `took the rattle himself`
    if (EMPHATIC.has(word) && before?.is === 'noun' && before.noun.pronoun === undefined) {
      this.push('adverb', 1, word);
      return;
    }
    const set = setPhrases(word).find((one) => this.isHere(one))?.words;
    if (set && !(['in return', 'in exchange'].includes(set.join(' ')) && this.lower(this.at + 2) === 'for')) {
      this.push('adverb', set.length, set.join(' '));
      return;
    }
    const compounds = compound(word).filter((one) => this.isHere(one));
    for (const { words: parts, is: meaning } of compounds) {
      const length = lengthOf(parts);
      if (
        parts.length > 1 &&
        !compounds.some((other) => lengthOf(other.words) > length) &&
        !(meaning === 'to' && this.isInfinitive(this.at + parts.length))
      ) {
        this.push('preposition', parts.length, meaning);
        if (parts.includes('back')) Object.assign(this.items.at(-1) ?? {}, { isBack: true });
        return;
      }
    }
    const { last } = this;
    if (
      word === 'that' &&
      last !== undefined &&
      (last.is !== 'noun' ||
        last.noun.kind === 'bare' ||
        last.noun.kind === 'name' ||
        last.noun.pronoun !== undefined) &&
      last.is !== 'preposition' &&
      this.nouns.at(this.at + 1, false)
    ) {
      this.push('subordinate', 1, 'that');
      return;
    }
    if (
      words.RELATIVES.has(word) &&
      (last?.is === 'noun' || (last?.is === 'join' && this.items.some(({ is }) => is === 'noun')))
    ) {
      // `that` behind a comma or a verb begins something else.
      if (word !== 'that' || before?.is === 'noun') {
        this.push('relative', 1, word);
        return;
      }
    }
    // `so sad that Emma gave it to him`
    const isSoThat =
      word === 'so' &&
      before?.is === 'verb' &&
      this.tokens.slice(this.at + 2, this.at + 4).some(({ lower }) => lower === 'that');
    if (isSoThat) {
      this.push('adverb', 1, 'so');
      return;
    }
    if (word === 'so' && this.lower(this.at + 1) === 'that') {
      this.push('subordinate', 2, 'so that');
      return;
    }
    if (word === 'as' && this.lower(this.at + 1) === 'soon' && this.lower(this.at + 2) === 'as') {
      this.push('subordinate', 3, 'when');
      return;
    }
    if (word === 'in' && this.lower(this.at + 1) === 'order') {
      this.push('subordinate', 2, 'so that');
      return;
    }
    if (word === 'even' && ['if', 'though'].includes(this.lower(this.at + 1))) {
      this.push('subordinate', 2, this.lower(this.at + 1));
      return;
    }
    const isAfterBe = last?.is === 'verb' && last.verb.lemma === 'be' && !last.verb.isPassive;
    if (isAfterBe && (words.VACANT.has(word) || (words.ADJECTIVES.has(word) && !this.isAdjectiveOfNoun()))) {
      this.push('word', 1, word);
      return;
    }
    const mayBeBare =
      last === undefined ||
      last.is === 'verb' ||
      last.is === 'preposition' ||
      (last.is === 'join' && [',', 'and', 'or', ':'].includes(last.word));
    // `gave Tom book one`
    const isLabelled =
      before?.is === 'noun' &&
      (/^(?:\d+|one|two|three|four|five|six)$/.test(this.lower(this.at + 1)) ||
        /^[A-HJ-Z]$/.test(this.tokens[this.at + 1]?.text ?? '')) &&
      !words.ADVERBS.has(word);
    // `gave them carrots`
    const giving = this.items.at(-2);
    const isGiven =
      before?.is === 'noun' &&
      giving?.is === 'verb' &&
      (has(giving.verb.lemma, 'carry') || (MAKES.has(giving.verb.lemma) && words.singularOf(word) !== word)) &&
      ['them', 'him', 'me', 'us'].includes(before.noun.pronoun ?? '');
    const found = this.nouns.at(this.at, (mayBeBare && before?.is !== 'noun') || isLabelled || isGiven);
    const noun = found && this.withNounBefore(found);
    if (noun && noun.to > this.at && !(word === 'that' && noun.words.length === 0)) {
      this.items.push({ is: 'noun', noun, from: this.at, to: noun.to });
      this.at = noun.to;
      return;
    }
    if (words.CONJUNCTIONS.has(word) && word !== 'then' && word !== 'yet') {
      this.push('join', 1, word);
      return;
    }
    if (words.SUBORDINATORS.has(word) && !['after', 'before', 'since', 'until', 'till', 'as', 'once'].includes(word)) {
      this.push('subordinate', 1, word);
      return;
    }
    if (words.PREPOSITIONS.has(word) || word === 'once') {
      this.push('preposition', 1, word);
      return;
    }
    if (words.ADVERBS.has(word) || /ly$/.test(word)) {
      this.push('adverb', 1, word);
      return;
    }
    this.push('word', 1, word);
  }

  /** `lockers 3 and 4`: locker 4 */
  private withNounBefore(noun: Noun): Noun {
    const labelled = this.items.findLast(({ is }) => is !== 'join');
    const isLabel = /^(?:\d+[A-Z]?|[A-Z])$/.test(noun.shown) && this.items.at(-1)?.is === 'join';
    if (!isLabel || labelled?.is !== 'noun' || !/ (?:\d+[A-Z]?|[A-Z])$/.test(labelled.noun.shown)) return noun;
    const { noun: before } = labelled;
    return {
      ...noun,
      kind: before.kind,
      words:
        before.kind === 'name'
          ? [...before.words.slice(0, -1), noun.words[0] ?? '']
          : [noun.words[0] ?? '', ...before.words.slice(1)],
      shown: before.shown.replace(/\S+$/, noun.shown),
    };
  }

  /** `is first in line`, not `is first violin` */
  private isAdjectiveOfNoun(): boolean {
    const next = this.nouns.at(this.at, true);
    return next !== undefined && next.to > this.at + 1;
  }

  private isHere({ words: parts }: Phrase<unknown>): boolean {
    return parts.every((part, k) => this.lower(this.at + k) === part);
  }
}

const compound = byFirstWord(words.COMPOUND.map(([phrase, is]) => ({ words: phrase.split(' '), is })));
const setPhrases = byFirstWord(words.SET_PHRASES.map((one) => ({ words: one, is: undefined })));
const lengthOf = (parts: readonly string[]): number => parts.join(' ').length;

/** What one does for somebody. */
const MAKES = new Set(['make', 'bake', 'cook', 'buy', 'get', 'fetch']);
const EMPHATIC = new Set(['himself', 'herself', 'themselves', 'itself', 'myself', 'yourself', 'ourselves']);
