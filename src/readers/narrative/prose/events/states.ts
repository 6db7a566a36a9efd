import { wordSet } from '../../language/word-set';
import { Switches, stateNamed } from '../../telling/switches';
import type { Clause } from '../grammar/clause';
import type { Noun } from '../grammar/nouns/noun';
import type { Story } from '../world/story';
import { has } from '../../language/verbs';
import { fault } from '../world/world';

/** Verbs that say what something is then. */
const MAKES: Readonly<Record<string, string>> = {
  open: 'open',
  close: 'closed',
  shut: 'closed',
  lock: 'locked',
  unlock: 'unlocked',
  enable: 'enabled',
  disable: 'disabled',
};
/** Verbs that turn something to its other state; with a word for a state to that one. */
const TURNS = wordSet('flip toggle flick press hit click reverse invert tap');
/** Verbs that do so only with a word for a state, or with `over`. */
const SETS = wordSet('turn switch put set leave swing push pull nudge kick make keep come go slam blow throw');
/** With `to` they set something to a value. */
const SETTABLE = wordSet('set turn switch tune adjust change put dial crank lower raise increase decrease');
const RESTS = wordSet('be lie stand show face start stay remain land');
const WORKED_BY = new Set(['switch', 'button', 'lever', 'toggle', 'key']);
const PHRASES = /\b(?:heads|tails|face|right side) (?:up|down)\b|\bupside down\b|\bplugged in\b/;
/** What is up or down. */
const UPRIGHT = wordSet('flag blind shutter bridge drawbridge barrier sail');
/** Words that are states of nothing where they stand alone. */
const OTHERS = wordSet('up down 0 1 dark head tail asleep awake true false active');

/** What is on or off, open or shut, in free words. */
export class States {
  readonly switches = new Switches();
  /** `Button 1 flips the red lamp and the green lamp`: what works what. */
  private readonly wires = new Map<string, Noun[]>();

  constructor(
    private readonly story: Story,
    private readonly textOf: (clause: Clause) => { text: string; start: number; end: number },
  ) {}

  /** A clause that says or changes what something is; false when it is about something else. */
  act(clause: Clause): boolean {
    const { verb } = clause;
    if (!verb || verb.isNegated || verb.modal !== undefined) return false;
    const value = this.valueIn(clause);
    if (value !== undefined) return this.setTo(clause, value);
    const made = MAKES[verb.lemma];
    const isSaid = RESTS.has(verb.lemma) || (verb.isPassive && made !== undefined);
    const state = (verb.isPassive ? made : undefined) ?? this.stateIn(clause);
    const turns = SETS.has(verb.lemma) || TURNS.has(verb.lemma) ? this.statesIn(clause) : [];
    if (turns.length > 1) return this.turnInOrder(clause, turns);
    if (isSaid && state !== undefined && (verb.isPassive || !this.isMoving(clause))) return this.say(clause, state);
    return this.turn(clause, made ?? (SETS.has(verb.lemma) || TURNS.has(verb.lemma) ? state : undefined));
  }

  /** `low` of `is set to low`, and of `turns it up to low` where it is a thing that can be set. */
  private valueIn({ verb, subject, objects, phrases }: Clause): string | undefined {
    const [to, more] = phrases.filter(({ preposition, isLeading }) => !isLeading && preposition === 'to');
    const [value, another] = to?.nouns ?? [];
    if (!verb || !SETTABLE.has(verb.lemma) || !value || more || another) return undefined;
    if (value.owner || value.pronoun !== undefined || this.story.knows(value)) return undefined;
    const [noun, other] = verb.isPassive ? subject : (objects[0] ?? []);
    if (!noun || other || objects.length > (verb.isPassive ? 0 : 1)) return undefined;
    const isKnown = noun.pronoun === 'it' ? this.switches.any : this.switches.has(noun.words);
    const isNew = !this.story.begun && verb.isPassive && ['set', 'tune'].includes(verb.lemma);
    return isKnown || (isNew && noun.pronoun === undefined && !this.story.knows(noun)) ? value.shown : undefined;
  }

  private setTo(clause: Clause, value: string): boolean {
    const span = this.textOf(clause);
    const isPassive = clause.verb?.isPassive === true;
    const [noun] = isPassive ? clause.subject : (clause.objects[0] ?? []);
    if (!noun) return false;
    const what = noun.pronoun === 'it' ? [] : this.wordsOf(noun, { ...clause, phrases: [] });
    if (isPassive && !this.story.begun) {
      this.switches.sayOpen(what, value, span);
      this.story.world.learnNoun(what.at(-1) ?? '');
    } else this.turned(what, value, span, true);
    return true;
  }

  private isMoving({ objects }: Clause): boolean {
    return objects.length > 1;
  }

  /** The word or words for a state that a clause ends with. */
  private stateIn(clause: Clause): string | undefined {
    const phrase = PHRASES.exec(this.textOf(clause).text)?.[0];
    if (phrase !== undefined) return phrase;
    const { adverbs, words, objects, verb } = clause;
    const last =
      verb?.lemma === 'be' || verb?.lemma === 'show'
        ? objects.flatMap((nouns) => (nouns.length === 1 && nouns[0]?.kind === 'bare' ? [nouns[0].shown] : []))
        : [];
    const isLever = clause.subject.some(({ words: own }) =>
      own.some((word) => WORKED_BY.has(word) || UPRIGHT.has(word)),
    );
    const said = [...adverbs, ...words, ...last].filter(
      (word) => !OTHERS.has(word) || (isLever && ['up', 'down'].includes(word)),
    );
    if (said.includes('wide')) return 'open';
    return said.find((word) => stateNamed(word));
  }

  /** `off` and `on` of `turns it off and then on again`. */
  private statesIn({ adverbs }: Clause): string[] {
    const said = adverbs.filter((word) => ['on', 'off', 'open', 'shut'].includes(word));
    return said.filter((word, k) => k === 0 || word !== said[k - 1]);
  }

  private turnInOrder(clause: Clause, states: readonly string[]): boolean {
    const isTurned = this.turn(
      { ...clause, adverbs: clause.adverbs.filter((word) => !states.includes(word)) },
      states[0],
    );
    if (!isTurned) return false;
    for (const state of states.slice(1)) this.turn(clause, state);
    return true;
  }

  /** How it is at first, and, once something has happened, how it is now. */
  private say(clause: Clause, state: string): boolean {
    const { story } = this;
    const span = this.textOf(clause);
    const nouns = clause.subject.filter(({ pronoun }) => pronoun === undefined);
    if (clause.subject.length === 0 && /^(?:on|off)$/.test(state) && clause.objects.length === 0)
      throw fault(span, `what is ${state} here is not certain`);
    if (nouns.length === 0 || nouns.length < clause.subject.length) return false;
    for (const noun of nouns) {
      const what = this.wordsOf(noun, clause);
      if (story.begun && this.switches.has(what)) {
        if (clause.verb?.isPassive) this.turned(what, state, span);
        else this.switches.confirm(what, state, span);
      } else if (story.begun) return false;
      else {
        this.switches.say(what, state, span);
        story.world.learnNoun(what.at(-1) ?? '');
      }
    }
    return true;
  }

  private turn(clause: Clause, to: string | undefined): boolean {
    const { verb, subject, objects, adverbs } = clause;
    if (!verb) return false;
    // `turns off the light`, `flips over the coin`
    const particle = this.isTurning(verb.lemma)
      ? clause.phrases.find(({ preposition, isLeading }) => !isLeading && ['on', 'off', 'over'].includes(preposition))
      : undefined;
    const isOver =
      (verb.lemma === 'turn' || verb.lemma === 'flip') &&
      (adverbs.includes('over') || particle?.preposition === 'over');
    if (particle && particle.preposition !== 'over' && objects.length === 0) {
      const inside: Clause = {
        ...clause,
        objects: [particle.nouns],
        phrases: clause.phrases.filter((phrase) => phrase !== particle),
        adverbs: [...adverbs, particle.preposition],
      };
      return this.turn(inside, particle.preposition);
    }
    if (to === undefined && !TURNS.has(verb.lemma) && !isOver) return this.isOther(clause);
    const over = isOver && objects.length === 0 ? particle?.nouns : undefined;
    const nouns = over ?? (verb.isPassive || objects.length === 0 ? subject : objects.flat());
    const [by] = subject;
    const isWire =
      !verb.isPassive && objects.length > 0 && by !== undefined && by.words.some((word) => WORKED_BY.has(word));
    if (isWire && to === undefined) {
      this.wires.set(wireOf(by), nouns);
      return true;
    }
    const span = this.textOf(clause);
    const all = nouns.flatMap((noun) => this.wires.get(wireOf(noun)) ?? [noun]);
    const turned = all.map((noun) => this.meant(noun, clause));
    if (turned.every((each) => each === undefined)) return this.isOther(clause);
    for (const what of turned.flatMap((each, k) => each ?? [this.wordsOf(all[k] as Noun, clause)]))
      this.turned(what, to, span);
    return true;
  }

  private isTurning(lemma: string): boolean {
    return TURNS.has(lemma) || SETS.has(lemma) || MAKES[lemma] !== undefined;
  }

  /** False for what is not about a switch. @throws NotationError for what may be, and is not understood */
  private isOther(clause: Clause): false {
    const { verb, subject, objects, phrases } = clause;
    const span = this.textOf(clause);
    const mayChange =
      ['carry', 'take', 'exchange', 'turn', 'remove'].some((sense) => has(verb?.lemma ?? '', sense as 'turn')) ||
      verb?.isUnknown === true;
    if (this.switches.all.length === 0 || !verb || !(this.isTurning(verb.lemma) || mayChange)) return false;
    const nouns = [...subject, ...objects.flat(), ...phrases.flatMap((phrase) => phrase.nouns)];
    const isNamed = nouns.some(
      (noun) => noun.pronoun === undefined && noun.words.length > 0 && this.switches.has(noun.words),
    );
    if (isNamed) throw fault(span, 'what is on or off then is not certain');
    // `closes the left tap`, where only of the right one it was said how it is
    const alike = nouns.find(
      (noun) =>
        noun.pronoun === undefined &&
        !this.story.knows(noun) &&
        this.switches.all.some(({ words }) => words.at(-1) === noun.words.at(-1)),
    );
    if (alike && (MAKES[verb.lemma] !== undefined || TURNS.has(verb.lemma)))
      throw fault(alike, `nothing was said of ${alike.shown}: say before how that is`);
    const [strange] = ['flip', 'toggle', 'flick'].includes(verb.lemma) ? objects.flat() : [];
    if (strange && !this.story.knows(strange))
      throw fault(strange, `nothing was said of ${strange.shown}: say before how that is`);
    return false;
  }

  private turned(
    what: readonly string[],
    to: string | undefined,
    { start, end }: { start: number; end: number },
    isOpen = false,
  ): void {
    const said = { kind: 'turn' as const, what: [...what], ...(to !== undefined && { to }), start, end };
    const turn = this.switches.turn(said, isOpen);
    this.story.happened.push({ start, end, moves: [], turn });
  }

  /** Each one that a noun means; undefined when it means none of them. */
  private meant(noun: Noun, clause: Clause): (readonly string[])[] | undefined {
    const { switches } = this;
    if (noun.pronoun === 'it') return switches.any ? [[]] : undefined;
    if (noun.pronoun !== undefined) return undefined;
    const what = this.wordsOf(noun, clause);
    if (noun.isPlural) {
      const fits = switches.all.filter(({ words }) =>
        what.every((word) => words.includes(word) || WORKED_BY.has(word)),
      );
      if (noun.count !== undefined && fits.length !== noun.count)
        throw fault(noun, 'which of them is meant is not certain');
      return fits.length > 0 ? fits.map(({ words }) => words) : undefined;
    }
    return switches.has(what) || (switches.any && WORKED_BY.has(what.at(-1) ?? '')) ? [what] : undefined;
  }

  /** `hall light`; of `the switch in the hall` what is there. */
  private wordsOf({ words, which, owner }: Noun, { phrases }: Clause): string[] {
    const places = [...(which ?? []), ...phrases].filter(({ preposition }) =>
      ['in', 'of', 'for', 'at'].includes(preposition),
    );
    const [place] = places.flatMap(({ nouns }) => (nouns.length === 1 ? nouns : []));
    const isSwitch = WORKED_BY.has(words.at(-1) ?? '');
    const isOne = words.at(-1) === 'one' && this.story.lastNoun !== undefined;
    const said = isOne ? [...words.slice(0, -1), this.story.lastNoun ?? ''] : words;
    const own =
      isSwitch && (words.length > 1 || place) && !/^(?:\d+|[a-z])$/.test(words[0] ?? '') ? words.slice(0, -1) : said;
    const labelled =
      own.length > 1 && /^(?:\d+[a-z]?|[a-z])$/.test(own[0] ?? '') ? [...own.slice(1), own[0] ?? ''] : own;
    const named = [...(owner?.words ?? []), ...labelled];
    if (!place || place.pronoun !== undefined) return named;
    const there = [...place.words, ...named];
    // `In the kitchen the light …`, where there are several lights
    return this.story.begun && !this.switches.has(there) ? named : there;
  }
}

/** `Button 2` and `button 2` alike. */
function wireOf({ words }: Noun): string {
  return [...words].sort().join(' ');
}
