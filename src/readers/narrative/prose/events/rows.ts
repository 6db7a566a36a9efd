import { wordSet } from '../../language/word-set';
import type { Clause } from '../grammar/clause';
import { rowPlaces } from '../world/row-places';
import type { Noun } from '../grammar/nouns/noun';
import { uncertain } from '../world/references';
import type { Roles } from './roles';
import type { Move, Story } from '../world/story';
import { has } from '../../language/verbs';
import { fault } from '../world/world';

/** Where a row ends and begins. */
const BACK = new Set(['back', 'end', 'tail', 'rear', 'last', 'bottom', 'right', 'rightmost']);
const FRONT = new Set(['front', 'head', 'top', 'lead', 'first', 'start', 'beginning', 'left', 'leftmost']);
/** What one stands in. */
export const LINES = wordSet(
  'line queue row race order procession parade convoy file lead list rank ranking place position',
);
const PASSING = new Set(['overtake', 'pass', 'outrun', 'outsprint', 'leapfrog']);
const PUSHING = new Set(['push', 'cut', 'barge', 'squeeze', 'sneak', 'elbow', 'shove', 'jump', 'skip', 'press']);
/** With these one comes to stand before another. */
const PAST = new Set(['past', 'by', 'ahead of', 'before', 'near', 'round']);

/** People and things one behind the other, where one of them goes to another place and the others move up. */
export class Rows {
  /** The step after which others may be said to have moved up. */
  private shifted = -1;

  constructor(
    private readonly story: Story,
    private readonly spanOf: (clause: Clause) => { start: number; end: number },
  ) {}

  /** The places from the front; none where it is not a row. */
  places(): number[] {
    return rowPlaces(this.story.world);
  }

  /** A clause by which the order changes; false when it is about something else. */
  act(roles: Roles): boolean {
    const { clause } = roles;
    const { verb } = clause;
    const places = this.places();
    if (!verb || verb.isPassive || places.length < 2) return false;
    const order = places.map((place) => this.story.world.held(place)[0]);
    const where = this.whereTo(clause, order);
    if (where === undefined) return this.movedUp(clause);
    // `hooks the blue wagon on at the end`
    const isPassing = PASSING.has(verb.lemma) && typeof where === 'number';
    const isMoving = has(verb.lemma, 'carry') && clause.objects.length === 1 && !isPassing;
    const whom = isMoving ? (clause.objects[0] ?? []) : clause.subject;
    const who = this.one(whom, order, isMoving ? places : []);
    if (who === undefined) {
      // `she, too, had to go to the tail`: somebody did
      const [noun] = whom;
      const isSomebody = noun === undefined || ['she', 'he', 'they', 'it'].includes(noun.pronoun ?? '');
      if (isSomebody && where !== 'out') throw fault(this.spanOf(clause), 'who goes there is not certain');
      return false;
    }
    const rest = order.flatMap((id) => (id === undefined || id === who ? [] : [id]));
    if (where === 'out') return this.arrange(rest, places, clause, [{ thing: who, to: this.story.outside }]);
    const at = where === 'back' ? rest.length : where === 'front' ? 0 : rest.indexOf(where);
    if (typeof where === 'number' && order.indexOf(where) > order.indexOf(who))
      throw fault(
        this.spanOf(clause),
        `${this.story.world.name(who)} is before ${this.story.world.name(where)} already`,
      );
    return this.arrange([...rest.slice(0, at), who, ...rest.slice(at)], places, clause);
  }

  /** To which end, before whom, or out of the row. */
  private whereTo(
    clause: Clause,
    order: readonly (number | undefined)[],
  ): 'back' | 'front' | 'out' | number | undefined {
    const { verb, objects, phrases, adverbs } = clause;
    const lemma = verb?.lemma ?? '';
    const goes =
      has(lemma, 'go') ||
      (has(lemma, 'carry') && objects.length === 1) ||
      ['join', 'rejoin', 'drop', 'fall', 'step', 'send', 'stay'].includes(lemma) ||
      (PUSHING.has(lemma) && objects.length === 0);
    // `lets Ben go first`: before the one who lets him
    const letter = clause.link?.of?.verb?.lemma === 'let' ? this.one(clause.link.of.subject, order) : undefined;
    const isAhead = [...adverbs, ...clause.words].some((word) => ['first', 'ahead', 'before'].includes(word));
    if (goes && letter !== undefined && isAhead) return letter;
    if (goes && [...adverbs, ...clause.words].includes('first')) return 'front';
    if (has(lemma, 'carry') && objects.length === 1 && adverbs.includes('at the end')) return 'back';
    const goal = phrases.find(
      ({ preposition, isLeading }) => !isLeading && ['to', 'at', 'into', 'in'].includes(preposition),
    );
    const noun = goal?.nouns[0] ?? (['join', 'rejoin', 'take'].includes(lemma) ? objects[0]?.[0] : undefined);
    if (goes && noun && this.isEnd(noun, BACK)) return 'back';
    if ((goes || lemma === 'take') && noun && this.isEnd(noun, FRONT)) return 'front';
    const left = objects[0]?.[0] ?? phrases.find(({ preposition }) => preposition === 'from')?.nouns[0];
    const isOff = adverbs.some((word) => ['off', 'away', 'home'].includes(word)) && objects.length === 0 && !goal;
    const isOut =
      (['drop', 'fall'].includes(lemma) && adverbs.includes('out')) ||
      ((lemma === 'leave' || goes) &&
        left !== undefined &&
        LINES.has(left.words.at(-1) ?? '') &&
        !this.isEnd(left, FRONT)) ||
      // `is served and leaves`, from among those who only have their places in it
      (this.isPlain && ((lemma === 'leave' && left === undefined && !goal) || (has(lemma, 'go') && isOff)));
    if (isOut) return 'out';
    const passed = PASSING.has(lemma)
      ? objects[0]
      : phrases.find(({ preposition, isLeading }) => goes && !isLeading && PAST.has(preposition))?.nouns;
    return passed && this.one(passed, order);
  }

  /** `first`, `second`, `third`: places that are nothing but that. */
  private get isPlain(): boolean {
    return this.places().every((place) => this.story.world.entities[place]?.words.length === 1);
  }

  private isEnd({ words, pronoun, owner }: Noun, ends: ReadonlySet<string>): boolean {
    return (
      pronoun === undefined &&
      !owner &&
      words.some((word) => ends.has(word)) &&
      words.every((word) => ends.has(word) || LINES.has(word) || ['very', 'far', 'now'].includes(word))
    );
  }

  /** Who of the row is meant. */
  private one(
    nouns: readonly Noun[],
    order: readonly (number | undefined)[],
    places: readonly number[] = [],
  ): number | undefined {
    const [noun, more] = nouns;
    if (!noun || more) return undefined;
    const ids = this.story.references
      .theme(noun)
      .filter((each) => each.length === 1)
      .flat()
      .filter((id) => order.includes(id) || places.includes(this.story.world.first.get(id) ?? -1));
    if (ids.length > 1)
      throw uncertain(
        noun,
        ids.map((id) => [id]),
        this.story.world,
      );
    const [id] = ids;
    if (id !== undefined) this.story.note(noun, [id]);
    return id;
  }

  private arrange(
    order: readonly number[],
    places: readonly number[],
    clause: Clause,
    others: readonly Move[] = [],
  ): boolean {
    const { world } = this.story;
    const moves = order.flatMap((thing, k) =>
      world.now.get(thing) === places[k] ? [] : [{ thing, to: places[k] ?? -1 }],
    );
    if (moves.length + others.length === 0) throw fault(this.spanOf(clause), 'they stand like that already');
    this.story.happen([...others, ...moves], this.spanOf(clause));
    this.shifted = this.story.happened.length;
    return true;
  }

  /** `so the others all move up one`: what came with the step before. */
  private movedUp({ verb, adverbs, phrases, subject }: Clause): boolean {
    const isUp = [...adverbs, ...phrases.map(({ preposition }) => preposition)].some((word) =>
      ['up', 'forward', 'forwards'].includes(word),
    );
    const isOthers = subject.some(
      ({ pronoun, isPlural, isEach, isOther }) =>
        pronoun === 'everyone' || isPlural || isEach === true || isOther === true,
    );
    return isUp && isOthers && has(verb?.lemma ?? '', 'go') && this.shifted === this.story.happened.length;
  }
}
