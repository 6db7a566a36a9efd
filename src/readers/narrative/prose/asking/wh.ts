import { wordSet } from '../../language/word-set';
import type { Token } from '../../language/tokens';
import { Rows } from '../events/rows';
import * as words from '../grammar/words';
import { spotInRow } from '../world/row-places';
import type { Story } from '../world/story';
import type { Asked, Reply } from '../../cast/told';
import type { Answers } from './answers';
import type { Mentions } from './mentions';

/** They have things as somebody does. */
const INSTITUTIONS = wordSet(
  'museum gallery library school shop bank club hospital company firm university council police court embassy ministry bakery department committee agency church',
);
const VACANT = /\b(?:empty|free|vacant|unoccupied|empty-handed|nothing|unused|nobody|no [a-z]+)\b/;

/** Questions with `who`, `what`, `which` and `where`. */
export class WhQuestions {
  constructor(
    private readonly story: Story,
    private readonly answers: Answers,
    private readonly mentions: Mentions,
  ) {}

  ask(
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
    if (spot !== undefined) return this.answers.held(spot, wh === 'who' ? this.answers.notPeople : []);
    if (!only) return VACANT.test(rest.map(({ lower }) => lower).join(' ')) ? this.answers.vacant(wh, noun) : undefined;
    if (more || only.length !== 1) return undefined;
    const a = only[0] ?? -1;
    if (wh === 'where' && this.story.isOutside(world.now.get(a) ?? -1)) return { why: 'where it is then is not said' };
    if (wh === 'where') return world.now.has(a) ? this.answers.where(a) : undefined;
    const asks = wh === 'who' || wh === 'whom' || wh === 'whose' ? 'person' : this.kindOf(noun);
    if ((isPlaceAsked || asks === 'place') && world.now.has(a)) return this.answers.where(a, world.is(a, 'thing'));
    if (asks === 'person') {
      const holder = world.now.get(a) ?? -1;
      if (world.is(a, 'thing') && INSTITUTIONS.has(world.entities[holder]?.words.at(-1) ?? ''))
        return this.answers.where(a, false);
      // `Who has the key?`, which was all the time in a box that somebody has
      const bearer = world.now.get(holder) ?? -1;
      if (world.is(a, 'thing') && world.is(bearer, 'person') && !world.moved.has(a))
        return this.answers.where(holder, false);
      if (world.is(a, 'thing') && world.is(holder, 'place'))
        return { why: `nobody has it: it is with ${world.name(holder)}` };
      if (world.is(a, 'thing') && world.now.has(a)) return this.answers.where(a, false);
      if (world.is(a, 'place') && this.answers.isHolder(a)) return this.answers.held(a, this.answers.notPeople);
      // `Who is Lucille dancing with?`
      const isPartner = rest.some(({ lower }) => lower === 'with' || lower === 'partner') && !world.now.has(a);
      return isPartner && this.answers.isHolder(a) ? this.answers.held(a) : undefined;
    }
    // `What is the leftmost book?`
    const spotOf = world.now.get(a) ?? -1;
    const isIdentity = wh === 'what' && noun.length === 0 && words.BE.has(rest[0]?.lower ?? '') && world.is(a, 'thing');
    if (isIdentity && new Rows(this.story, () => ({ start: 0, end: 0 })).places().includes(spotOf))
      return this.answers.held(spotOf);
    const isBody = world.is(a, 'person') && world.now.has(a) && world.held(a).length === 0;
    if (this.answers.isHolder(a) && !isBody) return this.answers.held(a, this.answers.othersThan(noun, a));
    return noun.length > 0 && world.now.has(a) && world.is(a, 'thing') ? this.answers.where(a, false) : undefined;
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
    const [only, more] = named.length > 0 ? named : this.mentions.ownersIn(rest);
    const place = world.now.get(only ?? -1) ?? -1;
    const asksWith =
      /\b(?:partner|partners|teammate|teammates|team|side)\b|\bwith$|^(?:is|was|are|were)(?: \w+ing)? with\b/.test(
        said,
      );
    const isWho = ['who', 'whom'].includes(wh) || noun.some(({ lower }) => words.PEOPLE.has(lower));
    if (only === undefined || more !== undefined || !isWho || !asksWith || !world.is(place, 'place')) return undefined;
    if (world.held(only).length > 0 || this.story.isOutside(place)) return undefined;
    return this.answers.held(place, this.answers.othersThanPeopleAnd(only));
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
}
