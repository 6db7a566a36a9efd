import type { Token } from '../../language/tokens';
import { Nouns } from './nouns/nouns';
import type { Known } from './nouns/noun';
import { PHRASAL, verbsOf, type Form } from '../../language/verbs';
import * as words from './words';
import type { Item, VerbGroup } from './item';

/** Finds the verbs of a sentence, with all that stands with them, behind the items found so far. */
export class VerbGroups {
  protected readonly nouns: Nouns;
  protected readonly items: Item[] = [];
  protected at = 0;

  constructor(
    protected readonly tokens: readonly Token[],
    protected readonly known: Known,
  ) {
    this.nouns = new Nouns(tokens, known);
  }

  protected lower(at = this.at): string {
    return this.tokens[at]?.lower ?? '';
  }

  /** The last item that is no adverb. */
  protected get last(): Item | undefined {
    return this.items.findLast(({ is }) => is !== 'adverb');
  }

  /** `takes charge of`: a verb of several words as the one that says the same. */
  protected withPhrase<T extends { verb: VerbGroup; to: number }>(found: T): T {
    const phrase = PHRASAL.find(
      ({ lemma, tail }) =>
        lemma === found.verb.lemma && tail.every((word, k) => word.includes(this.lower(found.to + k))),
    );
    if (!phrase) return found;
    return { ...found, verb: { ...found.verb, lemma: phrase.as }, to: found.to + phrase.tail.length };
  }

  protected verb(): { verb: VerbGroup; from: number; to: number } | undefined {
    const from = this.at;
    let at = from;
    const group = {
      isNegated: false,
      isPassive: false,
      isPerfect: false,
      isInfinitive: false,
      modal: undefined as string | undefined,
    };
    let helper: 'be' | 'have' | 'base' | undefined;
    let helperForm = '';
    // `used to belong to`
    const isUsed =
      this.lower(at) === 'used' &&
      this.lower(at + 1) === 'to' &&
      verbsOf(this.lower(at + 2)).some(({ form }) => form === 'base');
    if (isUsed) {
      helper = 'base';
      at += 2;
    } else if (this.infinitiveAt(at) !== undefined) {
      const to = this.infinitiveAt(at) ?? at;
      group.isNegated = words.NEGATIONS.has(this.lower(at));
      if (to > at && !group.isNegated) group.modal = 'as if';
      let k = to + 1;
      while (words.ADVERBS.has(this.lower(k)) && verbsOf(this.lower(k)).length === 0) k++;
      const isVerb =
        verbsOf(this.lower(k)).some(({ form }) => form === 'base') ||
        words.BE.has(this.lower(k)) ||
        this.lower(k) === 'have';
      const next = this.tokens[k + 1];
      // `to Miss White`, `to guard Romero`
      const isCapital = (token: Token | undefined) => /^\p{Lu}\p{Ll}/u.test(token?.text ?? '');
      if (isCapital(this.tokens[k]) || (words.PEOPLE.has(this.lower(k)) && isCapital(next))) return undefined;
      if (!isVerb || next?.kind === 'number' || /^[A-Z]$/.test(next?.text ?? '')) return undefined;
      group.isInfinitive = true;
      helper = 'base';
      at = k;
    }
    for (;;) {
      const word = this.lower(at);
      const hasNext = this.leadsToVerb(at + 1);
      if (words.NEGATIONS.has(word) && (helper !== undefined || this.leadsToVerb(at + 1))) group.isNegated = true;
      else if (words.MODALS.has(word) && !(word === 'need' && !hasNext)) {
        group.modal = word;
        helper = 'base';
      } else if (words.DO.has(word) && hasNext) {
        helper = 'base';
        helperForm = word;
      } else if (words.HAVE.has(word) && hasNext && this.participleAhead(at + 1)) {
        group.isPerfect = true;
        helper = 'have';
        helperForm = word;
      } else if (words.BE.has(word) && (helper !== undefined || !this.isNounBefore(at)) && this.beLeads(at + 1)) {
        helper = 'be';
        helperForm = word;
      } else if (GETS.has(word) && helper !== 'be' && this.participleOnly(at + 1)) {
        helper = 'be';
        helperForm = word;
      } else if (helper !== undefined && words.ADVERBS.has(word) && hasNext) {
        at++;
        continue;
      } else break;
      at++;
    }
    const word = this.lower(at);
    const made = (lemma: string, form: Form, to = at + 1, isLoose = false) => ({
      verb: {
        ...{ lemma, form, isNegated: group.isNegated, isPassive: group.isPassive, isPerfect: group.isPerfect },
        ...{ isInfinitive: group.isInfinitive, isLoose, isUnknown: false },
        ...(group.modal !== undefined && { modal: group.modal }),
      },
      from,
      to,
    });
    if (helper === undefined && at > from && !group.isNegated) return undefined;
    // The main verb is itself a helper.
    if (words.BE.has(word)) {
      const isNot = words.NEGATIONS.has(this.lower(at + 1));
      const found = made('be', 'past', at + (isNot ? 2 : 1), word === 'being' && helper !== 'be');
      return { ...found, verb: { ...found.verb, isNegated: found.verb.isNegated || isNot } };
    }
    if (words.HAVE.has(word))
      return made(
        'have',
        word === 'having' ? 'ing' : 'past',
        at + (this.lower(at + 1) === 'got' ? 2 : 1),
        word === 'having' && helper !== 'be',
      );
    if (words.DO.has(word) || (helper === 'base' && !hasVerb(word) && words.DO.has(helperForm)))
      return words.DO.has(word) ? this.plainDo(made('do', 'past'), at) : helper && { ...made('do', 'past', at) };
    const verbs = verbsOf(word);
    const of = (...forms: Form[]) => verbs.find(({ form }) => forms.includes(form));
    if (helper === 'base') {
      const verb = of('base');
      if (verb) return made(verb.lemma, 'base');
      return group.modal !== undefined && at > from ? made('do', 'past', at) : undefined;
    }
    if (helper === 'have') {
      const verb = of('participle');
      return verb && made(verb.lemma, 'participle', at + 1, helperForm === 'having');
    }
    if (helper === 'be') {
      const ing = of('ing');
      if (ing) return made(ing.lemma, 'ing');
      const passive = of('participle');
      if (passive) {
        group.isPassive = true;
        return made(passive.lemma, 'participle');
      }
      return made('be', 'past', at);
    }
    return this.plainVerb(at, verbs, made);
  }

  /** `got up to give it away`, but `went over to rest room 2` */
  protected isInfinitive(at: number): boolean {
    const isVerb = verbsOf(this.lower(at)).some(({ form }) => form === 'base');
    const next = this.tokens[at + 1];
    const isCapital = /^\p{Lu}/u.test(this.tokens[at]?.text ?? '');
    if (!isVerb || isCapital || next?.kind === 'number' || this.known.isNoun(this.lower(at))) return false;
    return this.lower(at + 1) === 'with' || this.nouns.at(at + 1, false) !== undefined;
  }

  /** Where `to` stands in `to give`, `not to give` and `as if to give`. */
  private infinitiveAt(at: number): number | undefined {
    if (this.lower(at) === 'to') return at;
    const word = this.lower(at + 1);
    if (['not', 'never'].includes(this.lower(at)) && word === 'to') return at + 1;
    const isAsIf = this.lower(at) === 'as' && ['if', 'though'].includes(word) && this.lower(at + 2) === 'to';
    return isAsIf ? at + 2 : undefined;
  }

  /** `…, but she did not` */
  private plainDo<T extends { verb: VerbGroup; to: number }>(found: T, at: number): T {
    const isNot = words.NEGATIONS.has(this.lower(at + 1)) && this.lower(at + 1) !== 'nearly';
    return isNot ? { ...found, verb: { ...found.verb, isNegated: true }, to: found.to + 1 } : found;
  }

  /** A verb without a helper, where a verb may stand. */
  private plainVerb<T>(
    at: number,
    verbs: readonly { lemma: string; form: Form }[],
    made: (lemma: string, form: Form, to?: number, isLoose?: boolean) => T,
  ): T | undefined {
    const before = this.last;
    const token = this.tokens[at];
    const isAfterNoun = before?.is === 'noun';
    const mayBegin =
      before === undefined ||
      isAfterNoun ||
      before.is === 'join' ||
      before.is === 'relative' ||
      before.is === 'subordinate' ||
      before.is === 'word';
    const hasVerb = this.items.some(({ is }) => is === 'verb');
    if (verbs.length === 0) {
      // An unknown word behind a noun may be a verb.
      const isWord =
        token?.kind === 'word' &&
        /^\p{Ll}/u.test(token.text) &&
        !words.ADVERBS.has(token.lower) &&
        !/ly$/.test(token.lower);
      // `gave them carrots`
      const isOfObject = isAfterNoun && hasVerb && OBJECTIVE.has(before.noun.pronoun ?? '');
      if (
        !isAfterNoun ||
        isOfObject ||
        // `On Monday pallet A`
        this.isLabelled(at) ||
        !isWord ||
        this.nouns.at(at, false) ||
        isClosedWord(token.lower) ||
        words.ADJECTIVES.has(token.lower)
      )
        return undefined;
      if (!/(?:s|ed|ing)$/.test(token.lower) && hasVerb) return undefined;
      const found = made(token.lower, 'past') as T & { verb: VerbGroup };
      found.verb.isUnknown = true;
      return found;
    }
    const finite = verbs.find(({ form }) => form === 'third' || form === 'past');
    const ing = verbs.find(({ form }) => form === 'ing');
    const base = verbs.find(({ form }) => form === 'base');
    const participle = verbs.find(({ form }) => form === 'participle');
    if (/^\p{Lu}/u.test(token?.text ?? '') && at > 0 && this.tokens[at - 1]?.kind !== 'quote') return undefined;
    // `Hope gives the baby the book`
    if (/^\p{Lu}/u.test(token?.text ?? '') && (this.known.lengthAt(this.tokens, at) > 0 || this.isVerbNext(at + 1)))
      return undefined;
    if (this.nouns.at(at, false)) return undefined;
    // `on opening night`
    if (ing && before?.is === 'preposition' && NIGHTS.has(this.lower(at + 1))) return undefined;
    if (ing && !finite) {
      const mayStart =
        before === undefined ||
        before.is === 'join' ||
        before.is === 'preposition' ||
        isAfterNoun ||
        before.is === 'subordinate' ||
        before.is === 'word';
      return mayStart ? made(ing.lemma, 'ing', at + 1, true) : undefined;
    }
    if (!mayBegin) {
      // `made Ben swap` has a noun before it; `let go` is none of ours
      return undefined;
    }
    if (finite) {
      // `left` and other words that may be adjectives or nouns
      // `took it down and left it on the table`
      const hasObject = OBJECTS.has(this.lower(at + 1));
      // `…, who left`
      const isWho = before?.is === 'relative' && before.word === 'who';
      const isAdjective = words.ADJECTIVES.has(token?.lower ?? '') && !isAfterNoun && !hasObject && !isWho;
      if (isAdjective) return undefined;
      return made(finite.lemma, finite.form);
    }
    if (base) {
      // `swaps the players on board one and board two`: behind `swaps` no `board` is a verb.
      const earlier = this.items.findLast((item) => item.is === 'verb');
      const isAlike = earlier?.is !== 'verb' || earlier.verb.form === 'base';
      const isCommand =
        before === undefined ||
        (before.is === 'join' && before.word !== ':' && isAlike && (earlier !== undefined || before.word === ','));
      // `The Browns complain`
      const article = isAfterNoun ? this.tokens[before.noun.from]?.lower : undefined;
      const isFamily =
        isAfterNoun && before.noun.kind === 'name' && before.noun.shown.endsWith('s') && article === 'the';
      const isPlural =
        isAfterNoun &&
        (isFamily || before.noun.isPlural || before.noun.pronoun !== undefined || this.isList() || hasVerb);
      // `Light 1 is off`, `Train A waits`
      const isNoun = before === undefined && this.known.isNoun(token?.lower ?? '');
      if (this.isLabelled(at) && (isNoun || this.isVerbNext(at + 2))) return undefined;
      const isInert = words.ADVERBS.has(token?.lower ?? '') || words.PREPOSITIONS.has(token?.lower ?? '');
      if (isInert && token?.lower !== 'hand') return undefined;
      return isCommand || isPlural || before.is === 'relative' ? made(base.lemma, 'base') : undefined;
    }
    return participle ? made(participle.lemma, 'participle', at + 1, true) : undefined;
  }

  private isLabelled(at: number): boolean {
    const next = this.tokens[at + 1];
    return next?.kind === 'number' || /^[A-Z]$/.test(next?.text ?? '');
  }

  private isVerbNext(at: number): boolean {
    const word = this.lower(at);
    return (
      words.BE.has(word) ||
      words.HAVE.has(word) ||
      verbsOf(word).some(({ form }) => form === 'third' || form === 'past')
    );
  }

  /** Whether the noun before is one of several. */
  private isList(): boolean {
    const nouns = this.items.filter(({ is }) => is === 'noun' || is === 'join').slice(-3);
    return nouns.length === 3 && nouns[1]?.is === 'join';
  }

  private isNounBefore(at: number): boolean {
    return at === this.at && this.last?.is === 'verb';
  }

  private leadsToVerb(at: number): boolean {
    for (let k = at; k < at + 3; k++) {
      const word = this.lower(k);
      if (verbsOf(word).length > 0 || words.BE.has(word) || words.HAVE.has(word) || words.DO.has(word)) return true;
      if (!words.ADVERBS.has(word) && !words.NEGATIONS.has(word) && !/ly$/.test(word)) return false;
    }
    return false;
  }

  private participleAhead(at: number): boolean {
    for (let k = at; k < at + 3; k++) {
      const word = this.lower(k);
      if (word === 'been' || verbsOf(word).some(({ form }) => form === 'participle'))
        return word !== 'got' || verbsOf(this.lower(k + 1)).some(({ form }) => form === 'participle');
      if (!words.ADVERBS.has(word) && !words.NEGATIONS.has(word)) return false;
    }
    return false;
  }

  /** `got put away`, but `got Ben`, `got left behind` */
  private participleOnly(at: number): boolean {
    const word = this.lower(at);
    return (
      !STATES.has(word) &&
      !this.known.isNoun(word) &&
      !words.ADJECTIVES.has(word) &&
      !words.VACANT.has(word) &&
      verbsOf(word).some(({ form }) => form === 'participle') &&
      this.nouns.at(at + 1, false) === undefined
    );
  }

  /** Whether behind `is` a participle follows, and no adjective. */
  private beLeads(at: number): boolean {
    for (let k = at; k < at + 3; k++) {
      const word = this.lower(k);
      if (word === 'being' || word === 'been') return true;
      const isParticiple = verbsOf(word).some(({ form }) => form === 'participle' || form === 'ing');
      if (isParticiple) return !(words.VACANT.has(word) || (words.ADJECTIVES.has(word) && word !== 'left'));
      if (!words.ADVERBS.has(word) && !words.NEGATIONS.has(word) && !/ly$/.test(word)) return false;
      if (words.ADJECTIVES.has(word) && !['now', 'then', 'first', 'last'].includes(word)) return false;
    }
    return false;
  }
}

const NIGHTS = new Set(['night', 'day', 'evening', 'morning', 'afternoon', 'weekend', 'time', 'season']);
const OBJECTS = new Set(['it', 'them', 'him', 'her', 'the', 'a', 'an', 'his', 'their', 'my', 'its']);
/** Pronouns of those to whom something is done. */
const OBJECTIVE = new Set(['them', 'him', 'me', 'us']);
const GETS = new Set(['get', 'gets', 'got']);

/** What one gets without anything being moved. */
const STATES = new Set(['left', 'stuck', 'lost', 'caught', 'hung', 'found', 'turned', 'driven', 'changed', 'dressed']);

function hasVerb(word: string): boolean {
  return verbsOf(word).length > 0;
}

function isClosedWord(word: string): boolean {
  return (
    words.PREPOSITIONS.has(word) ||
    words.CONJUNCTIONS.has(word) ||
    words.SUBORDINATORS.has(word) ||
    words.RELATIVES.has(word)
  );
}
