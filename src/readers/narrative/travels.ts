import { Adverbials } from './adverbials';
import type { Event, Reference, Span } from './story';

/** Clauses in which somebody goes somewhere: `Mary goes to the kitchen`, `She leaves`, `The owl flies to the barn`. */
export class Travels extends Adverbials {
  protected travel(span: () => Span): Event | undefined {
    const who = this.list(1, () => this.traveller());
    if (!who) return undefined;
    this.adverbs();
    if (this.takeOne(REACH)) {
      const to = this.room();
      return to && { kind: 'travel', who, to, ...span() };
    }
    const left = this.takeOne(LEAVE);
    // `leaves his bag` leaves something: whoever leaves a place leaves it for nowhere, or goes on to another one.
    const from = left ? this.attempt(() => this.room()) : undefined;
    if (left) {
      const goesOn = this.attempt(() => {
        if (!this.take('for')) {
          this.take(',');
          if (!this.take('and') || !this.takeOne(GO)) return undefined;
          this.takeOne(BACK);
          if (!this.takeOne(TOWARDS)) return undefined;
        }
        return this.room();
      });
      if (!from && !goesOn && !this.isOver()) return undefined;
      return { kind: 'travel', who, ...(from && { from }), to: goesOn ?? 'outside', ...span() };
    }
    if (!this.takeOne(GO)) return undefined;
    return this.way(who, span);
  }

  /** `back to the kitchen from the garden`, `home`, `upstairs`, `away`. */
  private way(who: Reference[], span: () => Span): Event | undefined {
    let from: Reference | undefined;
    let to: Reference | 'outside' | undefined;
    for (;;) {
      this.adverbs();
      this.takeOne(BACK);
      // `walks with Ann to the pool` takes her along, or not.
      if (!from && this.take('from')) {
        if (!(from = this.room())) return undefined;
        continue;
      }
      const found: Reference | 'outside' | undefined = to
        ? undefined
        : this.attempt(() => (this.takeOne(TOWARDS) ? this.room() : undefined)) ??
          this.attempt(() => this.adverbPlace()) ??
          (this.takeOne(AWAY) ? 'outside' : undefined);
      if (!found) break;
      to = found;
    }
    return to && { kind: 'travel', who, ...(from && { from }), to, ...span() };
  }

  /** Not `train A`: what has a label is a thing, like `the train`. */
  private traveller(): Reference | undefined {
    return this.attempt(() => {
      const who = this.reference();
      return who?.kind === 'numbered' || (who?.kind === 'holder' && this.names.get(who.name) === undefined) ? undefined : who;
    });
  }

  /** Where somebody may be: `the kitchen`, `room 3`, `Paris`, `his office`, `work`. */
  protected room(): Reference | undefined {
    return (
      this.attempt(() => this.labelled()) ??
      this.name(false) ??
      this.attempt(() => this.container()) ??
      this.attempt(() => this.bareRoom())
    );
  }

  /** `work`, `school`, `bed`: places without an article. */
  private bareRoom(): Reference | undefined {
    const { start } = this.peek();
    const bare = this.takeOne(BARE);
    return bare && { kind: 'holder', name: `the ${bare.lower}`, start, end: this.last };
  }

  protected adverbPlace(): Reference | undefined {
    const { start } = this.peek();
    const place = this.takeOne(ADVERB_PLACES);
    return place && { kind: 'holder', name: `the ${place.lower}`, start, end: this.last };
  }
}

const set = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Ways of going. */
export const GO = set(
  'go goes went move moves moved walk walks walked run runs ran travel travels travelled traveled journey journeys journeyed ' +
    'return returns returned head heads headed drive drives drove fly flies flew hop hops hopped jump jumps jumped climb climbs ' +
    'climbed crawl crawls crawled trot trots trotted swim swims swam skip skips skipped hurry hurries hurried rush rushes rushed ' +
    'march marches marched wander wanders wandered sneak sneaks sneaked creep creeps crept step steps stepped stroll strolls ' +
    'strolled dash dashes dashed race races raced come comes came leap leaps leapt leaped sail sails sailed slip slips slipped ' +
    'gallop gallops galloped ride rides rode hike hikes hiked jog jogs jogged tiptoe tiptoes tiptoed scurry scurries scurried ' +
    'bounce bounces bounced swing swings swung scramble scrambles scrambled waddle waddles waddled stomp stomps stomped ' +
    'commute commutes commuted relocate relocates relocated transfer transfers transferred proceed proceeds proceeded',
);
const REACH = set('enter enters entered reach reaches reached visit visits visited');
const LEAVE = set('leave leaves left exit exits exited');
const BACK = set('back over straight directly right');
const TOWARDS = set('to into onto in inside on at under behind towards toward');
const AWAY = set('away off out');
export const BARE = set('work school bed home church college university hospital lunch town prison sea');
export const ADVERB_PLACES = set('home upstairs downstairs outside inside outdoors indoors abroad backstage');
