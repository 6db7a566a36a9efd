import { wordSet as set } from '../language/word-set';
import { Adverbials } from './adverbials';
import * as lexicon from '../language/lexicon';
import type { Event, Reference, Span } from './said';

/** Clauses in which somebody goes somewhere: `Mary goes to the kitchen`, `She leaves`, `The owl flies to the barn`. */
export class Travels extends Adverbials {
  protected travel(span: () => Span): Event | undefined {
    const who = this.list(1, () => this.traveller());
    if (!who) return undefined;
    this.adverbs();
    if (this.takeOne(lexicon.REACH)) {
      const to = this.room();
      return to && { kind: 'travel', who, to, ...span() };
    }
    // `Umberto follows him to the pool`
    if (this.takeOne(FOLLOW)) return this.reference() && this.way(who, span);
    // `Zeno takes the train to Berlin`
    if (this.attempt(() => this.byVehicle())) return this.way(who, span);
    // `Paolo takes seat 12`, `Archie sits on the bench`, `Tess gets on the middle swing`
    if (this.attempt(() => this.sitsDown())) {
      const to = this.room();
      return to && { kind: 'travel', who, to, ...span() };
    }
    const left = this.takeOne(lexicon.LEAVE);
    // `leaves his bag` leaves something: whoever leaves a place leaves it for nowhere, or goes on to another one.
    const from = left ? this.attempt(() => this.room()) : undefined;
    if (left) {
      const goesOn = this.attempt(() => {
        if (!this.take('for')) {
          this.take(',');
          if (!this.take('and') || !this.takeOne(lexicon.TRAVEL)) return undefined;
          this.takeOne(BACK);
          if (!this.takeOne(TOWARDS)) return undefined;
        }
        return this.room();
      });
      if (!from && !goesOn && !this.isOver()) return undefined;
      return { kind: 'travel', who, ...(from && { from }), to: goesOn ?? 'outside', ...span() };
    }
    if (!this.takeOne(lexicon.TRAVEL)) return undefined;
    return this.way(who, span);
  }

  private sitsDown(): true | undefined {
    const verb = this.takeOne(SITS);
    if (verb && lexicon.TAKE.has(verb.lower)) {
      const ahead = this.tokens.slice(this.at, this.at + 5);
      return ahead.some(({ lower }) => lexicon.PLACES.has(lower) || SEATS.has(lower)) ? true : undefined;
    }
    if (!verb) return undefined;
    this.take('down');
    return this.takeOne(ONTO) ? true : undefined;
  }

  private byVehicle(): true | undefined {
    return this.takeOne(lexicon.TAKE) && (this.take('the') || this.take('a')) && this.takeOne(VEHICLES)
      ? true
      : undefined;
  }

  /** `back to the kitchen from the garden`, `home`, `upstairs`, `away`. */
  private way(who: Reference[], span: () => Span): Event | undefined {
    let from: Reference | undefined;
    let to: Reference | 'outside' | undefined;
    for (;;) {
      this.adverbs();
      this.takeOne(BACK);
      // `walks with Ann to the pool` takes her along, or not.
      if (!from && (this.take('from') || this.take('out', 'of'))) {
        if (!(from = this.room())) return undefined;
        this.attempt(() => (this.take('and') && TOWARDS.has(this.peek().lower) ? true : undefined));
        continue;
      }
      const found: Reference | 'outside' | undefined = to
        ? undefined
        : (this.attempt(() => (this.takeOne(TOWARDS) ? this.room() : undefined)) ??
          this.attempt(() => this.adverbPlace()) ??
          (this.takeOne(AWAY) ? 'outside' : undefined));
      if (!found) break;
      to = found;
    }
    return to && { kind: 'travel', who, ...(from && { from }), to, ...span() };
  }

  /** Not `train A`: what has a label is a thing, like `the train`. */
  private traveller(): Reference | undefined {
    return this.attempt(() => {
      const who = this.reference();
      return who?.kind === 'numbered' || (who?.kind === 'holder' && this.names.get(who.name) === undefined)
        ? undefined
        : who;
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

const FOLLOW = set('follow follows followed accompany accompanies accompanied');
const VEHICLES = set('train bus taxi cab plane ferry tram subway metro elevator lift stairs boat ship flight car');
const SITS = set('sits sat sit gets got get takes took take stands stood stand');
const SEATS = set('seat chair bench stool swing bed bunk desk sofa lane');
const ONTO = set('on onto in into at');
const BACK = set('back over straight directly right');
const TOWARDS = set('to into onto in inside on at under behind towards toward');
const AWAY = set('away off out');
const BARE = set('work school bed home church college university hospital lunch town prison sea');
const ADVERB_PLACES = set('home upstairs downstairs outside inside outdoors indoors abroad backstage');
