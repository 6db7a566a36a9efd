import { tellsBeginning, type Segment } from '../language/sentences';
import { GOES_ALONG, has } from '../language/verbs';
import { wordSet } from '../language/word-set';
import { isBodyPart, type Noun } from '../prose/grammar/nouns/noun';
import { LIGHT } from '../prose/grammar/words';
import { toldIn, type Told } from './clauses';
import type { NamesOf } from './known';
import { isMoved, isPlacedOtherwise, Openings } from './claims';
import { leftOut } from './parts';
import type { Scenes } from './scenes';
import { Spans } from './spans';
import { HOLDING, isStillVerb, RISING } from './still';

/** What of a story its trace tells: the spans of its steps, and of what a remark says is taken so. */
export interface Read {
  steps: Spans;
  remarked: Spans;
  /** What a remark says was passed over. */
  unread: Spans;
  scenes: Scenes;
}

/** A clause that is not accounted for, or somebody whom it names and nothing happens to. */
interface Unaccounted {
  told: Told;
  who?: Noun;
}

/** The first clause of a story that its trace does not account for. */
export function unaccounted(segments: readonly Segment[], known: NamesOf, read: Read): Unaccounted | undefined {
  const openings = new Openings(read.scenes.trace);
  for (const segment of segments) {
    const [first, last] = [segment.tokens[0], segment.tokens.at(-1)];
    const isAsked = segment.mark === '?' || (segment.mark === undefined && segment === segments.at(-1));
    if (!first || !last || isAsked) continue;
    if (last.end <= read.steps.start) {
      const told = toldIn(segment, known);
      for (const each of told) openings.learn(each);
      const isUnread = read.unread.overlaps({ start: first.start, end: last.end });
      const gone = isUnread ? told.find((each) => goesUnread(each, known) || isPlacedOtherwise(each, read.scenes.trace.initial, read.scenes)) : undefined; // prettier-ignore
      if (gone) return { told: gone };
      continue;
    }
    const elsewhere = openings.elsewhere();
    if (elsewhere) return elsewhere;
    const shown = read.scenes.until(last.end);
    const told = toldIn(segment, known);
    // A step may stand at what a verb moves alone: `gave`, and `his shield to his squire`
    const verbs = new Spans(told.map(({ verb }) => verb));
    const isCovered = ({ verb, span }: Told) =>
      read.steps.overlaps(verb) ||
      read.remarked.overlaps(verb) ||
      read.steps.beginningIn(span).some((step) => !verbs.overlaps(step));
    const sentence = new Accounts(told, known, isCovered);
    const found = told.find(
      (each) =>
        !isOpening(each, read.steps.start) &&
        (!sentence.isAccounted(each) ||
          (!isCovered(each) && !tellsBeginning(segment) && isPlacedOtherwise(each, read.scenes.now, read.scenes))),
    );
    if (found) return { told: found };
    const isHere = shown.length === 0 ? [] : told.filter((each) => isCovered(each) && !isUnreal(each));
    for (const each of isHere) {
      const isBringing = GOES_ALONG.has(each.clause.verb.lemma) && each.clause.objects.length > 0;
      const who = leftOut(each, shown, read.scenes, known) ?? (isBringing ? openings.lost(each) : undefined);
      if (who) return { told: each, who };
    }
    const moved = told.find((each) => isMoved(each, shown, read.scenes));
    if (moved) return { told: moved };
  }
  return undefined;
}

/** `Mia left the classroom and went to the library`, passed over before the first step, of somebody who is followed. */
function goesUnread(each: Told, known: NamesOf): boolean {
  const { verb, subject } = each.clause;
  const nouns = [...each.clause.objects.flat(), ...each.clause.phrases.flatMap((phrase) => phrase.nouns)];
  const replaces = /^replaced?s?$/.test(verb.lemma) && subject.some((noun) => known.follows(noun)) && nouns.some((noun) => known.follows(noun)); // prettier-ignore
  if (replaces) return true;
  const moves = (has(verb.lemma, 'go') && !has(verb.lemma, 'stay')) || has(verb.lemma, 'leave');
  return moves && !isUnreal(each) && subject.some((noun) => noun.kind === 'name' && known.follows(noun));
}

/** `The coat that hung in the hall was brought …`: how things are before the first step, told in its sentence. */
function isOpening({ clause: { verb }, verb: { end } }: Told, begins: number): boolean {
  const isMotion = has(verb.lemma, 'go') && !has(verb.lemma, 'stay');
  return end <= begins && !isMotion && !has(verb.lemma, 'exchange') && !COMPANY.has(verb.lemma);
}

/** What of a sentence is accounted for. */
class Accounts {
  constructor(
    private readonly told: readonly Told[],
    private readonly known: NamesOf,
    private readonly isCovered: (told: Told) => boolean,
  ) {}

  isAccounted(each: Told): boolean {
    if (this.isSupposed(each) || this.isOfTwo(each)) return false;
    return (
      this.isCovered(each) ||
      isUnreal(each) ||
      this.isStill(each) ||
      this.leadsToWhatIsRead(each) ||
      this.comesOfARow(each) ||
      this.movesNobodyFollowed(each) ||
      !this.namesSome(each)
    );
  }

  /** `Ivy and Jon trade, which Kay finds unfair, so she …`: Ivy, or Kay. */
  private isOfTwo({ clause }: Told): boolean {
    const [who] = clause.subject;
    const before = this.told[this.told.findIndex((each) => each.clause === clause) - 1]?.clause;
    const isPointing = !clause.isShared && (who?.pronoun === 'she' || who?.pronoun === 'he');
    const isBeside = before?.link?.word === 'which' && before.subject.some(({ kind }) => kind === 'name');
    return isPointing && isBeside;
  }

  /** `Had Ann not moved it, …`: what is supposed so says that it is otherwise. */
  private isSupposed(each: Told): boolean {
    const { verb, link } = each.clause;
    const before = this.told[this.told.indexOf(each) - 1];
    const isInverted = link?.kind === 'say' && link.of?.verb?.lemma === 'have' && before?.opens === 'had';
    return isInverted && !isStillVerb(verb) && !HOLDING.has(verb.lemma) && this.namesSome(each);
  }

  private isStill(each: Told): boolean {
    const { verb, link, objects, adverbs, phrases, words } = each.clause;
    // not `has her put it back`
    const isHolding = HOLDING.has(verb.lemma) && objects.length < 2 && (link !== undefined || verb.form !== 'base');
    // `breaks into the barn`
    const isEntering = objects.length === 0 && each.clause.subject.some((noun) => this.known.follows(noun)) && phrases.some(({ preposition, isLeading, nouns }) => !isLeading && ['into', 'onto'].includes(preposition) && nouns.some((noun) => this.known.has(noun))); // prettier-ignore
    if ((isStillVerb(verb) && !isEntering && !(verb.lemma === 'have' && objects.length > 1)) || isHolding) return true;
    // `takes the picture`, where none is followed
    const isLight = LIGHTENS.has(verb.lemma) && objects.length === 1 && objects.flat().every((noun) => LIGHT.has(noun.words.at(-1) ?? '') && !this.known.has(noun)); // prettier-ignore
    if (isLight && phrases.every(({ nouns }) => nouns.every((noun) => !this.known.has(noun)))) return true;
    // `gives up`: nothing is given
    if (verb.lemma === 'give' && objects.length === 0 && adverbs.some((word) => word === 'up' || word === 'in'))
      return true;
    if (verb.lemma === 'leave' && this.leavesAsItWas(each)) return true;
    // `puts it on`, what they have
    if (WEARS.has(verb.lemma) && adverbs.includes('on') && objects.length === 1 && phrases.length === 0) return true;
    // `visited Brown in cell C`: who is visited stays there
    if (verb.lemma === 'visit' && objects.length === 1 && objects.flat().every((noun) => noun.kind === 'name'))
      return true;
    // `feeds the fish`, which is given nothing of the story; `falls asleep`
    if (verb.lemma === 'feed' && objects.length < 2 && phrases.every(({ preposition }) => preposition !== 'to'))
      return true;
    if (verb.lemma === 'fall' && [...words, ...adverbs, ...objects.flat().map(({ shown }) => shown)].includes('asleep'))
      return true;
    // `shakes his head`
    if (
      objects.length === 1 &&
      objects.flat().every((noun) => noun.owner?.pronoun !== undefined && isBodyPart(noun)) &&
      phrases.every(({ nouns }) => nouns.every((noun) => !this.known.has(noun)))
    )
      return true;
    // `, who caught it`: as it was told
    if ((link?.kind === 'relative' || link?.word === 'where') && this.isRestating(each)) return true;
    return (
      verb.lemma === 'do' && objects.flat().every(({ pronoun }) => pronoun !== undefined) && this.doesAsAsked(each)
    );
  }

  /** `asks her to swap, and she does`, of what was read before; not `Zoe goes to the hall, and Anna does too`. */
  private doesAsAsked({ clause }: Told): boolean {
    const { subject, adverbs, words, verb, isShared } = clause;
    if (verb.isNegated || isShared || subject.every((noun) => !this.known.has(noun))) return true;
    if ([...adverbs, ...words].some((word) => ['too', 'also', 'likewise', 'as well'].includes(word))) return false;
    const before = this.told[this.told.findIndex((each) => each.clause === clause) - 1];
    return (
      before === undefined ||
      isUnreal(before) ||
      isStillVerb(before.clause.verb) ||
      has(before.clause.verb.lemma, 'ask')
    );
  }

  /** `leaves the box where it was`, `leaves it that way` */
  private leavesAsItWas(each: Told): boolean {
    const { objects, phrases, words, adverbs } = each.clause;
    const next = this.told[this.told.indexOf(each) + 1]?.clause;
    const isWhere = next?.link?.word === 'where' && next.verb.lemma === 'be';
    return (
      objects.length > 0 &&
      phrases.length === 0 &&
      (isWhere ||
        objects.flat().some((noun) => noun.words.at(-1) === 'way') ||
        [...words, ...adverbs].some((word) => word === 'way'))
    );
  }

  /** `throws it to Eli, who caught it`, `moves to lane 2, which Ann has left`: what another clause has told. */
  private isRestating({ clause: { verb, link, objects, phrases } }: Told): boolean {
    const before = this.told.find(({ clause }) => clause === link?.of || clause.verb === link?.of?.verb);
    if (verb.lemma === 'leave' && verb.isPerfect && phrases.length === 0) return true;
    if (!before || !this.isCovered(before)) return false;
    // `carried it to the nest, where she left it`
    if (verb.lemma === 'leave') return link?.word === 'where' && phrases.length === 0;
    const isIt = objects.flat().every(({ pronoun }) => pronoun === 'it' || pronoun === 'them');
    return GETS.has(verb.lemma) && objects.length > 0 && isIt && phrases.length === 0;
  }

  /** What only says how the next clause comes about: `lets her have it`, `get up and swap`, `They shift: Ann goes to …` */
  private leadsToWhatIsRead(each: Told): boolean {
    const { clause } = each;
    const { lemma } = clause.verb;
    const next = this.told[this.told.indexOf(each) + 1];
    if (!next) return false;
    const isRead = this.isCovered(next);
    // `They shift: Ann goes to …`, `They rotate the numbers so that Ann gets …`
    const isSummed = each.isAnnouncing || next.clause.link?.word === 'so that';
    if (isSummed && isRead && clause.phrases.length === 0) return true;
    if (has(lemma, 'cause') || has(lemma, 'ask') || has(lemma, 'manage') || has(lemma, 'want'))
      return isRead || isUnreal(next) || this.isStill(next);
    // `When the fire engine returns, it parks in bay 3`
    if (clause.link?.word === 'when' && RETURNS.has(lemma) && clause.phrases.every(({ isLeading }) => isLeading) && isRead) return true; // prettier-ignore
    const isSame = next.clause.isShared && isRead;
    const { subject } = next.clause;
    const isGoing =
      has(lemma, 'go') && clause.phrases.every(({ nouns }) => !nouns.some((noun) => this.known.has(noun)));
    if (isSame && (lemma === 'rise' || (RISING.has(lemma) && clause.adverbs.includes('up')))) return true;
    return (
      isSame &&
      isGoing &&
      subject.length > 0 &&
      (has(next.clause.verb.lemma, 'go') || has(next.clause.verb.lemma, 'stay'))
    );
  }

  /** `goes to the very back, and everybody else moves up one`: what a step in a row brings about. */
  private comesOfARow(each: Told): boolean {
    const { subject, verb, adverbs, phrases, objects } = each.clause;
    const before = this.told[this.told.indexOf(each) - 1];
    const isAll = subject.length > 0 && subject.every(({ pronoun, shown }) => pronoun === 'everybody' || pronoun === 'everyone' || /^(?:others|rest)$/.test(shown)); // prettier-ignore
    const isUp = [...adverbs, ...phrases.map(({ preposition }) => preposition)].some((word) => UP.has(word));
    return (
      isAll && isUp && SHIFTS.has(verb.lemma) && objects.length === 0 && before !== undefined && this.isCovered(before)
    );
  }

  /** Who is not followed may go anywhere, and do anything with what is not of the story. */
  private movesNobodyFollowed({ clause: { verb, subject, objects, phrases } }: Told): boolean {
    if ((has(verb.lemma, 'exchange') && verb.lemma !== 'change') || verb.lemma === 'rotate') return false;
    if (COMPANY.has(verb.lemma)) return false;
    // not `locks it in the chest`
    const isInside = phrases.some(({ preposition, isLeading }) => !isLeading && ['in', 'into', 'inside'].includes(preposition)); // prettier-ignore
    if (OPENS.has(verb.lemma) && !this.known.hasStates && !(isInside && objects.length > 0)) return true;
    const named = [...objects.flat(), ...phrases.flatMap(({ nouns }) => nouns)];
    // `pays a gold coin`, `makes soup`, of which nothing was said
    const isTreat = has(verb.lemma, 'carry') && objects.length === 2 && (objects.at(-1) ?? []).every(({ kind }) => kind === 'bare' || (kind === 'indefinite' && objects[0]?.[0]?.pronoun === 'everyone')); // prettier-ignore
    const isOwn = isTreat || /^(?:pay|pays|paid)$/.test(verb.lemma) || (verb.lemma === 'make' && (objects.at(-1) ?? []).every(({ kind, isPlural }) => kind === 'bare' || isPlural)); // prettier-ignore
    const made = [...(objects.at(-1) ?? []), ...phrases.flatMap(({ nouns }) => nouns)];
    if (isOwn && objects.length > 0 && !made.some((noun) => this.known.has(noun))) return true;
    // `made himself some tea`
    const others = named.filter(({ pronoun }) => pronoun === undefined || !/sel(?:f|ves)$/.test(pronoun));
    if (has(verb.lemma, 'go') && subject.length > 0 && subject.every(({ kind }) => kind === 'indefinite')) return true;
    // `It is pouring`
    const isWeather =
      subject.length > 0 &&
      subject.every(({ pronoun }) => pronoun === 'it') &&
      (verb.lemma === 'get' || !has(verb.lemma, 'go'));
    if (isWeather && !verb.isPassive && !others.some((noun) => this.known.has(noun))) return true;
    if ([...subject, ...others].some((noun) => this.known.follows(noun))) return false;
    return has(verb.lemma, 'go') || verb.lemma === 'meet' || !others.some((noun) => this.known.has(noun));
  }

  private namesSome({ clause: { subject, objects, phrases } }: Told): boolean {
    return [...subject, ...objects.flat(), ...phrases.flatMap(({ nouns }) => nouns)].some((noun) =>
      this.known.has(noun),
    );
  }
}

/** With what is no thing behind them: `take a break`. */
const LIGHTENS = wordSet('take make have give get snap pose');
const RETURNS = wordSet('return come arrive');
const WEARS = wordSet('put pull slip try');
/** A door or a lid: it matters where something is followed that is on or off. */
const OPENS = wordSet('open close shut lock unlock cover plug seal zip');
const SHIFTS = wordSet('move shift shuffle step');
const UP = wordSet('up along forward down');
const GETS = wordSet('catch receive accept get take');
const COMPANY = wordSet('follow join accompany replace relieve succeed');

/** What is denied, possible, wanted or only said. */
function isUnreal({ clause: { verb, link, adverbs } }: Told): boolean {
  if (verb.isNegated || verb.modal !== undefined || verb.lemma === 'offer') return true;
  if (adverbs.some((word) => ['almost', 'nearly', 'never', 'hardly'].includes(word))) return true;
  const by = link?.of?.verb?.lemma ?? '';
  // `goes to live in the oak`, but `goes to buy a drink`
  if (link?.kind === 'to') return !has(by, 'cause') && !DOES.has(by) && !(GOES.has(by) && has(verb.lemma, 'stay'));
  if (link?.kind === 'say') return !has(by, 'cause');
  return link?.kind === 'ing' && ['without', 'instead of', 'about', 'of', 'from', 'for'].includes(link.word);
}

/** With `to` behind them it is done. */
const DOES = wordSet('manage decide begin start proceed continue happen agree choose rush hasten hurry');
const GOES = wordSet('go come move');
