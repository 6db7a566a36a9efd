import type { AskedQuestion } from '../../../trace/question';
import type { Token } from '../language/tokens';
import { COUNTED } from '../language/counted';
import { stateNamed, type Switches } from '../telling/switches';
import type { Noun } from './grammar/nouns/noun';
import { Nouns } from './grammar/nouns/nouns';
import { Rows } from './events/rows';
import { spelledOut } from './grammar/spelled';
import type { Story } from './world/story';
import type { Shape } from './world/trace';
import { has, verbsOf } from '../language/verbs';
import { mayMean } from '../language/kinds';
import { wordSet } from '../language/word-set';
import { isTime } from './grammar/noun-kinds';
import * as words from './grammar/words';
import { spotInRow } from './world/row-places';

export type Asked = Pick<AskedQuestion, 'slot' | 'slots' | 'object' | 'holders' | 'empties' | 'isVacant' | 'carriers'>;

/** What a question asks of the last state, or why that is not known. */
export type Reply = Asked | { why: string };

/** It asks for something else than the state at the end. */
const OTHER =
  /\b(?:(?:which|what) (?:day|time|hour|week|month|year|date)|at first|originally|initially|previously|in the beginning|at the beginning|to begin with|at the start|first (?:have|has|had|held|hold|owned|get|got)|used to|before|why|how|never|not|want|wants|wanted|need|needs|think|thinks|believe|believes)\b/;
const WH = new Set(['who', 'whom', 'what', 'which', 'where', 'whose']);
/** Where what follows only says when. */
const WHEN = new Set(['when', 'while', 'after', 'once', 'as', 'by']);
/** They have things as somebody does. */
const INSTITUTIONS = wordSet(
  'museum gallery library school shop bank club hospital company firm university council police court embassy ministry bakery department committee agency church',
);
const CLOCK = new Set(["o'clock", 'o’clock', 'the', 'a', 'that', 'at', 'on', 'in']);
const VACANT = /\b(?:empty|free|vacant|unoccupied|empty-handed|nothing|unused|nobody|no [a-z]+)\b/;
/** Verbs that ask for a state though they tell of a going. */
const ENDING =
  /\b(?:take|takes|took|bring|brings|brought|carry|carries|carried) home\b|\b(?:go|goes|going|went|leave|leaves|left|walk|walks|walked|come|comes|came|end|ends|ended|wind|winds|wound|finish|finishes|finished|land|lands|landed) (?:up|home|away|off|last|first|second|third|fourth|fifth|with|in|on|at)\b/;

/** `Tell me, who …`, `So who …` */
function withoutAddress(said: readonly Token[]): readonly Token[] {
  const comma = said.findIndex(({ text }) => text === ',');
  const isAddress =
    comma > 0 &&
    comma < 5 &&
    WH.has(said[comma + 1]?.lower ?? '') &&
    !said.slice(0, comma).some(({ lower }) => WHEN.has(lower) || words.PREPOSITIONS.has(lower));
  return isAddress ? said.slice(comma + 1) : said;
}

/** Asks a story that is told about its last state. */
export class Asking {
  constructor(
    private readonly story: Story,
    private readonly shape: Shape,
    private readonly switches: Switches,
  ) {}

  ask(tokens: readonly Token[]): Reply {
    let said = withoutAddress(spelledOut(tokens.filter(({ kind }) => kind !== 'end')));
    const text = said.map(({ lower }) => lower).join(' ');
    if (/\bhow (?:many|much)\b/.test(text)) return { why: `how many there are is not counted: ${COUNTED}` };
    if (/\b(?:more|most|fewer|fewest|less|least)\b/.test(text))
      return { why: 'it compares, and how many somebody has is not counted' };
    const state = this.stateAsked(said);
    if (state) return state;
    const duty =
      said[0] && /^(?:who|whose)$/.test(said.find(({ lower }) => WH.has(lower))?.lower ?? '')
        ? this.story.duties.asked(said.map(({ lower }) => lower))
        : undefined;
    if (duty !== undefined) return this.where(duty, false);
    // `Which block is at the bottom of the tower?`
    const { world } = this.story;
    if (
      /\b(?:top|bottom)\b/.test(text) &&
      world.entities.some(({ id, kind }) => kind !== 'person' && world.now.has(id) && world.holders.has(id))
    )
      return { why: 'what stands above what is not followed' };
    // `Which day does Tom have?`, where days are what they have
    const areDays = world.entities.some(
      ({ id, words: own }) => world.now.has(id) && own.some((word) => words.CALENDAR.has(word)),
    );
    if (OTHER.test(areDays ? text.replace(/\b(?:which|what) day\b/, 'which one') : text))
      return { why: 'it asks about another time, or about more than who has what and what is where' };
    const choice = this.choiceOfPlaces(said);
    if (choice) return choice;
    const at = said.findIndex(({ lower }) => WH.has(lower));
    said = this.withoutTime(said);
    const wh = said[at]?.lower;
    const noun = wh === undefined ? [] : this.nounBehind(said, at + 1);
    const from = wh === undefined ? 0 : at + 1 + noun.length;
    const end = this.end(said, from);
    const rest = said.slice(from, end);
    const isChoice = said[end]?.text === ',' && said.some(({ lower }, k) => k > end && lower === 'or');
    if (!isChoice && !this.isAtEnd(said.slice(end))) return { why: 'it asks about another time than the end' };
    if (!this.asksState(rest)) return { why: 'it asks about what happened, not about how it is at the end' };
    const found = this.mentions(rest, wh === 'what' || wh === 'which' ? wh : undefined);
    const asked =
      wh === undefined
        ? this.whether(found)
        : this.whAsked(wh, noun, rest, found, words.PLACING.has(said[at - 1]?.lower ?? ''));
    return asked ?? { why: 'it is not understood' };
  }

  /** `Is the coin in the drawer, on the shelf or in the cellar?`: where it is. */
  private choiceOfPlaces(said: readonly Token[]): Reply | undefined {
    const { world } = this.story;
    const or = said.findIndex(({ lower }) => lower === 'or');
    if (or < 0 || !words.BE.has(said[0]?.lower ?? '') || !words.PLACING.has(said[or + 1]?.lower ?? ''))
      return undefined;
    const [what] = this.mentions(said.slice(0, or)).flatMap((ids) => (ids.length === 1 ? ids : []));
    if (what === undefined || !world.now.has(what)) return { why: 'it is not understood' };
    return this.story.isOutside(world.now.get(what) ?? -1) ? { why: 'where it is then is not said' } : this.where(what);
  }

  /** `Is the hall light on or off?`, `Which lamp is on now?`, `Which coin shows tails?` */
  private stateAsked(said: readonly Token[]): Asked | undefined {
    const { switches } = this;
    const at = said.findIndex(({ lower }, k) => k > 0 && stateNamed(lower));
    const text = said.map(({ lower }) => lower).join(' ');
    if (!switches.any || at < 0 || OTHER.test(text)) return undefined;
    const is = said[at]?.lower ?? '';
    const span = { start: said[0]?.start ?? 0, end: said.at(-1)?.end ?? 0 };
    const wh = said.findIndex(({ lower }) => WH.has(lower));
    if (wh >= 0) return { object: this.shape.valueOf(switches.named(is, span)) };
    if (!words.BE.has(said[0]?.lower ?? '')) return undefined;
    const what = said
      .slice(1, at)
      .map(({ lower }) => lower)
      .filter((word) => !words.DETERMINERS.has(word) && !words.ADVERBS.has(word) && !words.PREPOSITIONS.has(word));
    if (!switches.has(what)) return undefined;
    const isChoice = said.some(({ lower }) => lower === 'or');
    const asked = switches.asked(what, isChoice ? undefined : is, span);
    const value = switches.named(is, span);
    return { slot: this.shape.cellOf(asked.cell), ...(!isChoice && { object: this.shape.valueOf(value) }) };
  }

  /** `At the end, Gwen has the`: left to be finished. */
  unfinished(tokens: readonly Token[]): Asked | undefined {
    const said = spelledOut(tokens.filter(({ kind, text }) => kind !== 'end' && !/^(?:_+|…|\.\.\.|:)$/.test(text)));
    const text = said.map(({ lower }) => lower).join(' ');
    const ends =
      /\b(?:the|a|an|has|have|had|with|holding|wearing|carrying|in|on|at|under|of|to|by|is|was|owns|holds)$/.test(text);
    const last = verbsOf(said.at(-1)?.lower ?? '');
    if (!ends && !last.some(({ form }) => form === 'ing')) return undefined;
    if (OTHER.test(text)) return undefined;
    const [a, more] = this.mentions(said);
    if (!a || more || a.length !== 1) return undefined;
    const id = a[0] ?? -1;
    const isWhere =
      /\b(?:in|on|at|under|inside|behind|with|by|to|near) (?:the|a)?$|\b(?:in|on|at|under|with|by|to|hands of|belongs to)$/.test(
        text,
      );
    const { world } = this.story;
    const isWith = /\b(?:up|ends|ended|left|home|dancing|paired|working|partnered) with(?: the| a)?$/.test(text);
    if (isWhere && !isWith) return world.now.has(id) ? this.where(id) : undefined;
    return this.isHolder(id) ? this.held(id) : undefined;
  }

  /** `Which station is Yuki on at closing time?` */
  private withoutTime(said: readonly Token[]): readonly Token[] {
    const at = said.findLastIndex(({ lower }) => ['at', 'in', 'on', 'by', 'during'].includes(lower));
    const noun = at > 2 ? new Nouns(said, this.story.world).at(at + 1, true) : undefined;
    const isLast = noun && said.slice(noun.to).every(({ kind }) => kind === 'mark');
    return isLast && isTime(noun) && noun.words.length > 1 && (this.meant(noun) ?? []).length === 0
      ? said.slice(0, at)
      : said;
  }

  /** Words behind `which`, up to the verb. */
  private nounBehind(said: readonly Token[], at: number): Token[] {
    const isVerb = ({ lower }: Token, k: number) =>
      words.BE.has(lower) ||
      words.HAVE.has(lower) ||
      words.DO.has(lower) ||
      words.MODALS.has(lower) ||
      (k > 0 && verbsOf(lower).some(({ form }) => form === 'third' || form === 'past'));
    const behind = said.slice(at, at + 8);
    const length = behind.findIndex(isVerb);
    const noun = behind.slice(0, Math.max(0, length));
    return length < 0 || noun.some(({ kind, lower }) => kind === 'mark' || WHEN.has(lower)) ? [] : noun;
  }

  /** Without `when the whistle went`. */
  private end(said: readonly Token[], from: number): number {
    const isPlace = (k: number) =>
      said[k]?.lower === 'by' && said[k + 1]?.lower === 'the' && said[k + 2]?.lower !== 'time';
    const at = said.findIndex(
      ({ lower, text }, k) => k > from + 1 && ((WHEN.has(lower) && !isPlace(k)) || text === ','),
    );
    return at < 0 ? said.length : at;
  }

  /** `when the whistle went`, `after all that`, and not `after the first swap`, `when Ann had it`. */
  private isAtEnd(said: readonly Token[]): boolean {
    // `after two o'clock`, when the last step was told to be done
    const { lastSaid } = this.story;
    const isLast = said.slice(1).every(({ lower, kind }) => kind === 'mark' || lastSaid.has(lower) || CLOCK.has(lower));
    if (said.length > 1 && said.some(({ lower }) => lastSaid.has(lower)) && isLast) return true;
    const isOther = said.some(
      ({ lower }) =>
        /^(?:first|second|third|fourth|two|one|earlier|just|once|twice)$/.test(lower) ||
        verbsOf(lower).some(({ lemma }) => has(lemma, 'exchange')),
    );
    return !isOther && this.mentions(said.slice(1)).length === 0;
  }

  private asksState(rest: readonly Token[]): boolean {
    const text = rest.map(({ lower }) => lower).join(' ');
    if (ENDING.test(text)) return true;
    const names = rest.map((_, k) => this.story.world.lengthAt(rest, k));
    return rest.every(({ lower }, k) => {
      if (names.some((length, start) => start <= k && k < start + length)) return true;
      const verbs = verbsOf(lower);
      const moves = verbs.some(({ lemma }) =>
        ['carry', 'take', 'exchange', 'leave', 'remove'].some((sense) => has(lemma, sense as 'take')),
      );
      const stays =
        verbs.some(({ lemma }) => has(lemma, 'have') || has(lemma, 'stay') || has(lemma, 'keep')) ||
        [
          'get',
          'gets',
          'got',
          'left',
          'hidden',
          'parked',
          'kept',
          'stored',
          'put',
          'belong',
          'look',
          'won',
          'win',
          'wins',
        ].includes(lower);
      return (
        !moves ||
        stays ||
        ['the', 'a', 'an'].includes(rest[k - 1]?.lower ?? '') ||
        this.story.world.isNoun(words.singularOf(lower)) ||
        words.ADVERBS.has(lower) ||
        words.VACANT.has(lower) ||
        words.ADJECTIVES.has(lower)
      );
    });
  }

  private isHolder(id: number): boolean {
    return this.shape.slotsOf(id).length > 0;
  }

  private get empties(): Pick<Asked, 'empties'> {
    const { empties } = this.shape;
    return empties.length > 0 ? { empties } : {};
  }

  private held(id: number, without: readonly number[] = []): Asked {
    const all = this.shape.slotsOf(id);
    const empties = [...this.shape.empties, ...without];
    const rest = empties.length > 0 ? { empties } : {};
    return all.length === 1 ? { slot: all[0] ?? -1, ...rest } : { slots: all, ...rest };
  }

  private where(id: number, isPlace = true): Asked {
    const { holders } = this.shape;
    const hasSeveral = new Set(holders).size < holders.length;
    return {
      object: this.shape.objectOf(id),
      ...(hasSeveral && { holders }),
      ...(isPlace && { carriers: this.shape.carriers }),
    };
  }

  private whether(found: readonly (readonly number[])[]): Asked | undefined {
    const { world } = this.story;
    const [a, b, more] = found.map((ids) => (ids.length === 1 ? (ids[0] ?? -1) : -1));
    if (a === undefined || b === undefined || more !== undefined || a < 0 || b < 0) return undefined;
    const [thing, holder] = world.now.has(a) && this.isHolder(b) && world.is(b, 'place') ? [a, b] : [b, a];
    if (!world.now.has(thing) || !this.isHolder(holder)) return undefined;
    const all = this.shape.slotsOf(holder);
    return {
      ...(all.length === 1 ? { slot: all[0] ?? -1 } : { slots: all }),
      ...this.empties,
      object: this.shape.objectOf(thing),
    };
  }

  private whAsked(
    wh: string,
    noun: readonly Token[],
    rest: readonly Token[],
    found: readonly (readonly number[])[],
    isPlaceAsked: boolean,
  ): Reply | undefined {
    const { world } = this.story;
    const company = this.companyOf(wh, noun, rest, found);
    if (company) return company;
    // `the bike Tomas is riding`
    const sure = found.filter((ids) => ids.length === 1);
    const [only, more] = sure.length > 0 ? sure : found;
    const inRow = spotInRow(
      world,
      rest.map(({ lower }) => lower),
    );
    const spot = only ? undefined : (this.spotIn(rest) ?? inRow);
    if (spot !== undefined) return this.held(spot, wh === 'who' ? this.notPeople : []);
    if (!only) return VACANT.test(rest.map(({ lower }) => lower).join(' ')) ? this.vacant(wh, noun) : undefined;
    if (more || only.length !== 1) return undefined;
    const a = only[0] ?? -1;
    if (wh === 'where' && this.story.isOutside(world.now.get(a) ?? -1)) return { why: 'where it is then is not said' };
    if (wh === 'where') return world.now.has(a) ? this.where(a) : undefined;
    const asks = wh === 'who' || wh === 'whom' || wh === 'whose' ? 'person' : this.kindOf(noun);
    if ((isPlaceAsked || asks === 'place') && world.now.has(a)) return this.where(a, world.is(a, 'thing'));
    if (asks === 'person') {
      const holder = world.now.get(a) ?? -1;
      if (world.is(a, 'thing') && INSTITUTIONS.has(world.entities[holder]?.words.at(-1) ?? ''))
        return this.where(a, false);
      // `Who has the key?`, which was all the time in a box that somebody has
      const bearer = world.now.get(holder) ?? -1;
      if (world.is(a, 'thing') && world.is(bearer, 'person') && !world.moved.has(a)) return this.where(holder, false);
      if (world.is(a, 'thing') && world.is(holder, 'place'))
        return { why: `nobody has it: it is with ${world.name(holder)}` };
      if (world.is(a, 'thing') && world.now.has(a)) return this.where(a, false);
      if (world.is(a, 'place') && this.isHolder(a)) return this.held(a, this.notPeople);
      // `Who is Lucille dancing with?`
      const isPartner = rest.some(({ lower }) => lower === 'with' || lower === 'partner') && !world.now.has(a);
      return isPartner && this.isHolder(a) ? this.held(a) : undefined;
    }
    // `What is the leftmost book?`
    const spotOf = world.now.get(a) ?? -1;
    const isIdentity = wh === 'what' && noun.length === 0 && words.BE.has(rest[0]?.lower ?? '') && world.is(a, 'thing');
    if (isIdentity && new Rows(this.story, () => ({ start: 0, end: 0 })).places().includes(spotOf))
      return this.held(spotOf);
    const isBody = world.is(a, 'person') && world.now.has(a) && world.held(a).length === 0;
    if (this.isHolder(a) && !isBody) return this.held(a, this.othersThan(noun, a));
    return noun.length > 0 && world.now.has(a) && world.is(a, 'thing') ? this.where(a, false) : undefined;
  }

  /** What is no shift, where `which shift` is asked of somebody who has one, and an appointment. */
  private othersThan(noun: readonly Token[], holder: number): number[] {
    const { world } = this.story;
    const head = words.singularOf(noun.at(-1)?.lower ?? '');
    const others = world.held(holder, 'thing').filter((id) => {
      const own = world.entities[id]?.words.at(-1) ?? '';
      return own !== head && !mayMean(head, own);
    });
    if (others.length === world.held(holder, 'thing').length) return [];
    return others.map((id) => this.shape.objectOf(id));
  }

  /** `Who is with Sue?`, `Who was Kemi's partner?`, `Who is on Ann's team?`: others who are where somebody is. */
  private companyOf(
    wh: string,
    noun: readonly Token[],
    rest: readonly Token[],
    found: readonly (readonly number[])[],
  ): Asked | undefined {
    const { world } = this.story;
    const said = rest.map(({ lower }) => lower).join(' ');
    const named = found.flatMap((ids) => (ids.length === 1 && world.is(ids[0] ?? -1, 'person') ? ids : []));
    const [only, more] = named.length > 0 ? named : this.ownersIn(rest);
    const place = world.now.get(only ?? -1) ?? -1;
    const asksWith =
      /\b(?:partner|partners|teammate|teammates|team|side)\b|\bwith$|^(?:is|was|are|were)(?: \w+ing)? with\b/.test(
        said,
      );
    const isWho = ['who', 'whom'].includes(wh) || noun.some(({ lower }) => words.PEOPLE.has(lower));
    if (only === undefined || more !== undefined || !isWho || !asksWith || !world.is(place, 'place')) return undefined;
    if (world.held(only).length > 0 || this.story.isOutside(place)) return undefined;
    return this.held(place, [...this.notPeople, this.shape.objectOf(only)]);
  }

  /** `Kemi` of `Kemi's partner` */
  private ownersIn(rest: readonly Token[]): number[] {
    const nouns = new Nouns(rest, this.story.world);
    return rest.flatMap((_, k) => {
      const owner = nouns.at(k, false)?.owner;
      const ids = owner ? (this.meant(owner) ?? []) : [];
      return ids.length === 1 ? ids : [];
    });
  }

  private get notPeople(): number[] {
    const { objects, people, empties } = this.shape;
    return objects.flatMap((_, k) => (people.includes(k) || empties.includes(k) ? [] : [k]));
  }

  /** `first`, `last`, `at the back`: a place in a row. */
  private spotIn(rest: readonly Token[]): number | undefined {
    const places = new Rows(this.story, () => ({ start: 0, end: 0 })).places();
    const said = rest.map(({ lower }) => lower);
    const named = places.find((id) => this.story.world.entities[id]?.words.some((word) => said.includes(word)));
    if (named !== undefined) return named;
    if (said.some((word) => ['last', 'back', 'end', 'rear'].includes(word)))
      return places.findLast((place) => this.story.world.held(place).length > 0) ?? places.at(-1);
    return said.some((word) => ['front', 'head', 'lead', 'leads', 'leading', 'led', 'won', 'wins'].includes(word))
      ? places[0]
      : undefined;
  }

  /** Whether `which cup` asks for a place or for somebody; undefined for what is held. */
  private kindOf(noun: readonly Token[]): 'place' | 'person' | undefined {
    const { world } = this.story;
    const head = words.singularOf(noun.at(-1)?.lower ?? '');
    const all = world.entities.filter(({ words: own, also }) => own.at(-1) === head || also.has(head));
    if (all.some(({ kind, id }) => kind === 'place' && world.holders.has(id))) return 'place';
    if (all.some(({ kind }) => kind === 'thing')) return undefined;
    if (words.PEOPLE.has(head)) return 'person';
    return ['room', 'box'].includes(head) || words.SPOTS.has(head) ? 'place' : undefined;
  }

  /** `Which box is empty?`, `Who has nothing?` */
  private vacant(wh: string, noun: readonly Token[]): Asked | undefined {
    const { world } = this.story;
    const head = words.singularOf(noun.at(-1)?.lower ?? '');
    const isWho = wh === 'who' || (wh === 'which' && (noun[0]?.lower === 'of' || words.PEOPLE.has(head)));
    const holders = world.entities.filter(
      ({ id, kind, words: own }) =>
        this.isHolder(id) && (isWho ? kind === 'person' : kind === 'place' && own.includes(head)),
    );
    const slots = holders.flatMap(({ id }) => this.shape.slotsOf(id));
    return slots.length > 0
      ? { slots, isVacant: true, empties: this.shape.empties, holders: this.shape.holders }
      : undefined;
  }

  /** Whom and what its nouns may mean, where they mean something of the story. */
  private mentions(tokens: readonly Token[], wh?: string): number[][] {
    const { story } = this;
    const nouns = new Nouns(tokens, story.world);
    const found: number[][] = [];
    for (let at = 0; at < tokens.length;) {
      const noun = nouns.at(at, at > 0);
      // `What is Vic's lunch?` asks what Vic has
      const ids = noun && this.meant(wh !== undefined && noun.owner && this.ownsIt(noun) ? noun.owner : noun);
      if (
        ids &&
        ids.length > 0 &&
        !found.some((other) => other.length === ids.length && other.every((id) => ids.includes(id)))
      )
        found.push(ids);
      at = noun && (ids || noun.kind !== 'bare') && noun.to > at ? noun.to : at + 1;
    }
    return found;
  }

  private ownsIt(noun: Noun): boolean {
    const { owner } = noun;
    const own = this.meant(noun) ?? [];
    // `What is in Jonah's left pocket?`
    const isPlace = own.length === 1 && own.every((id) => this.story.world.is(id, 'place') && this.isHolder(id));
    if (isPlace || own.some((id) => this.story.world.is(id, 'person'))) return false;
    return (
      owner !== undefined &&
      (this.meant(owner) ?? []).some((id) => this.story.world.is(id, 'person') && this.isHolder(id))
    );
  }

  private meant(noun: Noun): number[] | undefined {
    const { references } = this.story;
    if (noun.pronoun !== undefined && !['I', 'i'].includes(noun.pronoun)) return undefined;
    const all = references.all(noun);
    return all.length > 0 ? [...new Set(all.flat())] : undefined;
  }
}
