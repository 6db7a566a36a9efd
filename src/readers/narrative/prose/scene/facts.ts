import { wordSet } from '../../language/word-set';
import type { Clause } from '../grammar/clause';
import { isBodyPart, isSided, type Noun } from '../grammar/nouns/noun';
import { isPersonNoun } from '../grammar/noun-kinds';
import { has } from '../../language/verbs';
import * as words from '../grammar/words';
import { isPersonLike } from './owning';
import { Being } from './being';

/** What is said of how things are: it is learnt before the first step, and held against what is so after it. */
export class Facts extends Being {
  /** Takes in what a clause says of who has what and where it is; false when it says nothing of that. */
  state(clause: Clause): boolean {
    const { verb } = clause;
    const { story } = this;
    if (!verb) return false;
    const { lemma } = verb;
    if (this.isWith(clause)) return this.having(this.withWhom(clause), clause.subject, clause);
    // `Bea was cast as the queen`, `Mateo works as the driver`
    const as = clause.phrases.find(({ preposition, isLeading }) => preposition === 'as' && !isLeading)?.nouns;
    const [who, others] = clause.subject;
    const isRole =
      !story.begun && who && !others && as?.length === 1 && clause.objects.length === 0 && ROLED.has(lemma);
    if (isRole) return this.role(who, as[0] as Noun, clause, true);
    // `Dunn became chairman`, before all else
    const [become, ...others2] = clause.objects[0] ?? [];
    if (lemma === 'become' && !story.begun && who && !others && become && others2.length === 0 && !verb.isNegated)
      return this.role(who, become, clause);
    if (lemma === 'be' && !verb.isPassive) return this.being(clause);
    if (verb.isPassive) return this.passive(clause);
    if (lemma === 'lead' && !story.begun && clause.subject.length === 1 && clause.objects.length === 0)
      return this.isAt(clause.subject, 'first');
    // `Four chairs stand in a row`
    const [row] = clause.subject;
    if (row?.isPlural && words.SPOTS.has(row.words.at(-1) ?? '') && !story.begun && !story.knows(row)) {
      story.lastNoun = row.words.at(-1);
      return true;
    }
    // `Chairs 1, 2 and 3 stand in a row`
    const areLabelled = clause.subject.length > 1 && /\d$/.test(row?.shown ?? '');
    if (row && areLabelled && words.SPOTS.has(row.words.at(-1) ?? '') && !story.begun && has(lemma, 'stay')) {
      story.lastNoun = row.words.at(-1);
      return true;
    }
    if (has(lemma, 'stay') && this.located(clause)) return true;
    if (this.against(clause)) return true;
    if (this.setsOff(clause)) return this.having(clause.subject, this.withWhom(clause), clause);
    if (lemma === 'dance' || lemma === 'pair' || lemma === 'partner') return this.partners(clause);
    // `In the relay, Bruno starts with the baton` says what he has
    const isStarting =
      ['start', 'begin'].includes(lemma) &&
      clause.objects.length === 0 &&
      clause.phrases.every(({ preposition }) => preposition !== 'with') &&
      this.placing(clause);
    if (isStarting && !story.begun && this.located(clause)) return true;
    if (['start', 'begin', 'end'].includes(lemma)) {
      const phrase = clause.phrases.find(({ preposition, isLeading }) => preposition === 'with' && !isLeading);
      if (!phrase || clause.subject.length === 0) return false;
      return this.having(clause.subject, phrase.nouns, clause);
    }
    if (lemma === 'belong') {
      const to = clause.phrases.find(({ preposition }) => preposition === 'to')?.nouns;
      return to?.length === 1 ? this.having(to, clause.subject, clause) : false;
    }
    if (has(lemma, 'have') || lemma === 'do') return this.has(clause);
    return false;
  }

  /** `The map was with Ann`, `the drum landed with Raj` */
  private isWith(clause: Clause): boolean {
    const { story } = this;
    const { verb, subject, objects } = clause;
    const whom = this.withWhom(clause);
    const isResting =
      verb &&
      !verb.isPassive &&
      !verb.isNegated &&
      ['be', 'land', 'lie', 'rest', 'stay', 'remain', 'start', 'begin'].includes(verb.lemma);
    if (!isResting || whom.length !== 1 || objects.length > 0 || subject.length === 0) return false;
    return (
      whom.every((noun) => isPersonLike(noun, story)) &&
      subject.every((noun) => noun.pronoun === undefined && noun.kind !== 'name' && !isPersonLike(noun, story))
    );
  }

  /** `Hana and Igor played against Joss and Kemi`: two teams. */
  private against({ verb, subject, phrases }: Clause): boolean {
    const { story } = this;
    const others = phrases.find(({ preposition, isLeading }) => preposition === 'against' && !isLeading)?.nouns ?? [];
    const sides = [subject, others];
    const arePlayers = sides.every(
      (side) =>
        side.length > 1 && side.every((noun) => noun.kind === 'name' && !noun.owner && isPersonLike(noun, story)),
    );
    if (story.begun || !verb || verb.isNegated || verb.isPassive || !arePlayers) return false;
    for (const side of sides) this.teamUp(side);
    return true;
  }

  /** `Rosa set off with the blue baton`, before all else */
  private setsOff({ verb, subject, objects, phrases }: Clause): boolean {
    const { story } = this;
    const things = phrases.find(({ preposition, isLeading }) => preposition === 'with' && !isLeading)?.nouns ?? [];
    return (
      !story.begun &&
      verb !== undefined &&
      SETS_OFF.has(verb.lemma) &&
      !verb.isPassive &&
      !verb.isNegated &&
      objects.length === 0 &&
      subject.length === 1 &&
      subject.every((noun) => isPersonLike(noun, story)) &&
      things.length > 0 &&
      things.every((noun) => !isPersonLike(noun, story) && noun.pronoun === undefined && !isBodyPart(noun)) &&
      things.every(({ kind, isPlural }) => (kind === 'definite' || kind === 'indefinite') && !isPlural)
    );
  }

  private withWhom({ phrases }: Clause): Noun[] {
    return phrases.find(({ preposition, isLeading }) => preposition === 'with' && !isLeading)?.nouns ?? [];
  }

  /** `has`, `holds`; boxes hold things, too. */
  private has(clause: Clause): boolean {
    const [objects] = clause.objects;
    if (!objects || clause.objects.length > 1) return false;
    const lemma = clause.verb?.lemma ?? '';
    // `reads in silence`, `plays well`, `eats an apple` say nothing of who has what once things have happened.
    const isSure = ['have', 'hold', 'carry', 'own', 'wear', 'possess', 'bear', 'contain', 'keep', 'house'].includes(
      lemma,
    );
    const knowsThem = objects.every((noun) => this.story.knows(noun));
    // `carries the suitcase to the car` tells of a step
    const isBringing =
      ['carry', 'drive', 'ride', 'bear'].includes(lemma) &&
      (clause.phrases.some(
        ({ preposition, isLeading }) => !isLeading && ['to', 'into', 'onto', 'from'].includes(preposition),
      ) ||
        clause.adverbs.some((word) =>
          ['upstairs', 'downstairs', 'indoors', 'outdoors', 'back', 'away', 'off'].includes(word),
        ));
    if (isBringing) return false;
    // `holds a coin in his left hand`
    const hand = clause.phrases.find(
      ({ preposition, nouns, isLeading }) =>
        !isLeading && ['in', 'on'].includes(preposition) && nouns.length === 1 && nouns.every(isSided),
    )?.nouns[0];
    if (hand && !this.story.begun) {
      this.havers(clause.subject, false);
      return this.putIn(hand, objects, clause);
    }
    // `plays white at board 1`
    const isSeat =
      lemma === 'play' &&
      clause.phrases.some(
        ({ preposition, nouns }) =>
          ['at', 'on'].includes(preposition) && nouns.some(({ words: own }) => words.SPOTS.has(own.at(-1) ?? '')),
      );
    if (isSeat && this.located(clause)) return true;
    // `Today we played swaps`
    if (lemma === 'play' && clause.subject.every(({ pronoun }) => ['we', 'they', 'you'].includes(pronoun ?? '')))
      return !this.story.begun;
    // `does the cooking`
    const isDuty =
      lemma === 'do' &&
      !this.story.begun &&
      objects.every((noun) => noun.kind === 'definite' && !noun.owner && isChore(noun));
    if (isDuty) return this.having(clause.subject, objects, clause);
    if (lemma === 'do') return false;
    if (!isSure && this.story.begun && !knowsThem) return false;
    if (!isSure && this.story.begun && lemma !== 'play' && lemma !== 'read') return false;
    // `keeps her rings in three dishes`
    if (!this.having(clause.subject, objects, clause)) return false;
    // `has 1A as her locker`
    const as = clause.phrases.find(({ preposition, isLeading }) => preposition === 'as' && !isLeading)?.nouns[0];
    const kind = as?.owner ? as.words.at(-1) : undefined;
    if (kind !== undefined && !this.story.begun) this.story.announced ??= { noun: kind, isRole: false };
    return true;
  }

  private partners(clause: Clause): boolean {
    const phrase = clause.phrases.find(({ preposition, isLeading }) => preposition === 'with' && !isLeading);
    if (!phrase || this.story.begun || clause.subject.length !== 1) return false;
    const [noun] = phrase.nouns;
    if (!noun || phrase.nouns.length > 1 || noun.pronoun !== undefined) return false;
    this.story.announced ??= { noun: 'partner', isRole: false };
    return this.having(clause.subject, [noun], clause);
  }

  /** `is given a whisk`, `is assigned to goal`, `are placed in the box`, before all else. */
  private passive(clause: Clause): boolean {
    const { story } = this;
    const lemma = clause.verb?.lemma ?? '';
    const [objects] = clause.objects;
    if (['partner', 'pair'].includes(lemma)) return this.partners(clause);
    if (
      objects &&
      clause.subject.length > 0 &&
      (has(lemma, 'carry') || lemma === 'assign') &&
      !story.begun &&
      objects.every((noun) => !story.knows(noun))
    )
      return this.having(clause.subject, objects, clause);
    if (['hold', 'own', 'carry', 'wear', 'ride', 'drive', 'keep', 'use', 'lead', 'play'].includes(lemma)) {
      const by = clause.phrases.find(({ preposition }) => preposition === 'by')?.nouns;
      if (by?.length === 1 && isPersonNoun(by[0] as Noun)) return this.having(by, clause.subject, clause);
    }
    // `was handed from Lee to Max` happens
    const isPassed =
      clause.phrases.some(
        ({ preposition, nouns }) => preposition === 'from' && nouns.every((noun) => isPersonLike(noun, story)),
      ) && clause.phrases.some(({ preposition }) => preposition === 'to');
    if (isPassed) return false;
    const isResting =
      has(lemma, 'carry') || ['assign', 'locate', 'park', 'seat', 'keep', 'hold', 'leave', 'hide'].includes(lemma);
    if (isResting && clause.subject.every((noun) => !story.knows(noun))) return this.located(clause);
    return false;
  }
}

/** With `as` these say what somebody is. */
const ROLED = wordSet(
  'cast appoint elect choose pick name work serve act start begin play dress nominate select employ assign',
);

/** How somebody begins who has something with them. */
const SETS_OFF = wordSet('set arrive come run leave walk turn');

function isChore({ words: own }: Noun): boolean {
  return /ing$|^(?:dish|laundry|garden|housework|bin|cat)$/.test(own.at(-1) ?? '');
}
