import { wordSet } from '../../language/word-set';
import * as lexicon from '../../language/lexicon';
import type { Places, Thing } from '../said';
import { Seating } from './seating';

/** The verbs by which somebody has something: `has`, `is holding`, `sits in`. */
export class Having extends Seating {
  /** `left`, `first` */
  protected spot({ places }: Had): Thing | undefined {
    return this.guess(() => {
      if (places !== 'places') return undefined;
      this.take('the');
      const { lower } = this.peek();
      if (!this.takeOne(SPOTS)) return undefined;
      const next = this.peek();
      const isAlone = next.kind !== 'word' || lexicon.isClosed(next.lower) || lexicon.ADVERBS.has(next.lower);
      return isAlone ? { words: [lower], shown: lower } : undefined;
    });
  }

  /** `Bob has nothing`, `Bob has no hat` */
  protected hasNothing({ places }: Had): true | undefined {
    return places === undefined && this.nothing() ? true : undefined;
  }

  protected isMark(): boolean {
    const { kind, text } = this.peek();
    return kind === 'number' || /^[A-Z]$/.test(text);
  }

  /** `from her mother`, `from the library`: nobody of the story. */
  protected fromElsewhere(): true | undefined {
    if (!this.take('from') || this.names.matchAt(this.tokens, this.at) > 0) return undefined;
    if (!this.takeOne(lexicon.POSSESSIVES) && !this.take('the')) return undefined;
    return this.nounPhrase() ? true : undefined;
  }

  /** `first in line` */
  protected inLine(): true | undefined {
    if (!this.take('in')) return undefined;
    if (!this.take('the')) this.take('a');
    return this.takeOne(LINES) ? true : undefined;
  }

  /** `the ticket to Rome`, `a token of the cat` */
  protected complete(thing: Thing | undefined): Thing | undefined {
    if (!thing || thing.isTitle) return thing;
    const more = this.attempt(() => {
      const from = this.at;
      const of = this.takeOne(OF);
      // `drives the train to the station` is no name of a train.
      if (!of || (of.lower === 'to' && !/^\p{Lu}/u.test(this.peek().text))) return undefined;
      const name = this.attempt(() => this.name(false));
      this.article();
      const words = name ? [] : this.nounPhrase();
      const next = this.peek().lower;
      if (!words || lexicon.HAVE.has(next) || lexicon.BE.has(next)) return undefined;
      return {
        words: name?.kind === 'person' ? name.name.toLowerCase().split(' ') : words,
        shown: this.shownFrom(from),
      };
    });
    return more ? { words: [...more.words, ...thing.words], shown: `${thing.shown} ${more.shown}` } : thing;
  }

  /** `has`, `is holding`, `is dancing with`, `plays`, `is in`, `starts with`, `is the` */
  protected having(): Had | undefined {
    return this.attempt(() => {
      this.adverbs();
      if (this.takeOne(STARTS)) {
        if (!this.take('out')) this.take('off');
        return this.take('with') ? {} : undefined;
      }
      if (this.takeOne(GETS)) return {};
      if (this.takeOne(LIVES)) return this.takeOne(IN) ? { places: 'places', loose: true } : undefined;
      if (this.takeOne(HAS_BY)) return { loose: true };
      if (this.takeOne(DANCE)) return this.take('with') ? { noun: 'partner' } : undefined;
      const have = this.takeOne(lexicon.HAVE);
      if (have) {
        this.take('got');
        if (have.lower.startsWith('pick')) this.take('up');
        return PLAY.has(have.lower) ? { places: 'roles' } : { ...(have.lower.startsWith('hold') && { loose: true }) };
      }
      if (this.takeOne(lexicon.SIT))
        return this.takeOne(IN) || this.take('next', 'to') || SPOTS.has(this.peek().lower)
          ? { places: 'places', loose: true }
          : undefined;
      if (!this.takeOne(lexicon.BE)) return this.anyVerb();
      this.adverbs();
      const doing = this.takeOne(lexicon.HAVING)?.lower;
      if (doing === 'playing') return { places: 'roles', loose: true };
      if (doing === 'assigned') {
        this.take('to');
        return { places: 'roles' };
      }
      if (doing === 'given') return {};
      if (doing === 'sitting' || doing === 'standing' || doing === 'seated')
        return this.takeOne(IN) ? { places: 'places', loose: true } : undefined;
      if (doing === 'dancing' || doing === 'paired' || doing === 'partnered')
        return this.take('with') ? { noun: 'partner', loose: true } : undefined;
      if (doing !== undefined) return { loose: true };
      if (this.takeOne(IN) || SPOTS.has(this.peek().lower)) return { places: 'places', loose: true };
      if (this.isDoing()) {
        this.at++;
        return { loose: true };
      }
      // `is the goalkeeper`; `is a teacher` and `is happy` say nothing that changes hands.
      return this.peek().lower === 'the' ? { places: 'roles', loose: true } : undefined;
    });
  }

  /** `is reading "Dune"` */
  private isDoing(): boolean {
    const { kind, lower } = this.peek();
    const next = this.peek(1);
    const isThing =
      ['a', 'an', 'the', 'his', 'her', 'their'].includes(next.lower) ||
      next.kind === 'quote' ||
      /^\p{Lu}/u.test(next.text);
    return (
      kind === 'word' && lower.endsWith('ing') && isThing && !lexicon.CHANGING.has(lower) && !NOT_HAVING.has(lower)
    );
  }

  /** `bakes a cake`: what all are said to do in the same words is how they have something; `bats first` is where they are. */
  private anyVerb(): Had | undefined {
    const { kind, lower, possessive } = this.peek();
    const isVerb = kind === 'word' && !possessive && this.nameLength() === 0 && /(?:s|ed)$/.test(lower);
    const other = lexicon.isClosed(lower) || lexicon.CHANGING.has(lower) || lexicon.IDLE.has(lower);
    // `Ann saw a dog` says nothing of what she has, unless others did so, too: `Greta unwrapped a candle, Hugo a mug`.
    const isRepeated = this.tokens.filter((token) => token.lower === lower).length > 1;
    const elides = this.tokens.some(
      ({ text }, k) =>
        (text === ',' || text === 'and') &&
        /^\p{Lu}/u.test(this.tokens[k + 1]?.text ?? '') &&
        ['a', 'an', 'the'].includes(this.tokens[k + 2]?.lower ?? ''),
    );
    if (!isVerb || !(isRepeated || elides) || other || lexicon.SPEECH.has(lower) || NOT_HAVING.has(lower))
      return undefined;
    this.at++;
    if (this.takeOne(IN) || SPOTS.has(this.peek().lower)) return { places: 'places', loose: true, verb: lower };
    return { loose: true, verb: lower };
  }
}

/** How something is had. */
export interface Had {
  places?: Places;
  /** What the things had are called. */
  noun?: string;
  /** One for all of several is no thing for each. */
  loose?: boolean;
  /** A verb of which nothing is known. */
  verb?: string;
}

const LINES = new Set(['line', 'row', 'queue', 'order', 'place']);

/** Where somebody stands, without a preposition. */
const SPOTS = wordSet(
  'north south east west left right back centre center middle first second third fourth fifth sixth seventh eighth ninth tenth last upstairs downstairs home outside inside',
);

const LIVES = wordSet(
  'live lives lived work works worked stay stays stayed sleep sleeps slept reside resides resided wait waits waited study studies studied camp camps camped rest rests rested hide hides hid',
);

/** Ways of having that everybody may have. */
const HAS_BY = new Set(
  (
    'reads read eats ate eat drinks drank drink drives drove drive rides rode ride uses used use borrows borrowed borrow inherits inherited ' +
    'inherit bakes baked bake cooks cooked cook possesses possessed possess finds found find wins won win rents rented rent adopts adopted ' +
    'adopt grabs grabbed collects collected makes made wields wielded'
  ).split(' '),
);

const NOT_HAVING = wordSet(
  'wants wanted needs needed sees saw hears heard hates hated misses missed draws drew wanting needing seeing hearing missing eyes eyed eyeing prefers preferred hopes hoped tries tried watching asks asked',
);

const GETS = new Set(['takes', 'take', 'took', 'keeps', 'kept']);
const STARTS = new Set(['starts', 'started', 'start', 'begins', 'began', 'begin']);
const DANCE = new Set(['dances', 'dance', 'danced']);
const PLAY = new Set(['play', 'plays', 'played']);
export const IN = new Set(['in', 'on', 'at', 'by']);
const OF = new Set(['to', 'of']);
