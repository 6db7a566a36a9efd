import { Adverbials } from './adverbials';
import * as lexicon from './lexicon';
import type { Question, Span } from './story';

/** What a story asks at its end. */
export class Questions extends Adverbials {
  question(): Question | undefined {
    const past = this.tokens.findIndex(({ lower }) => lexicon.PAST.has(lower));
    if (past >= 0) {
      this.furthest = past;
      return undefined;
    }
    this.leading();
    const { start } = this.peek();
    const span = (): Span => ({ start, end: this.last });
    const found =
      this.attempt(() => this.over(this.whose(span))) ??
      this.attempt(() => this.over(this.who(span))) ??
      this.attempt(() => this.over(this.what(span))) ??
      this.attempt(() => this.over(this.where(span)));
    return found;
  }

  /** `At the end of the game, Bob has the`: the sentence is left to be finished. */
  unfinished(): Question | undefined {
    if (this.tokens.some(({ lower }) => lexicon.PAST.has(lower))) return undefined;
    this.leading();
    const { start } = this.peek();
    const by = this.reference();
    if (!by || !this.endsWithHaving()) return undefined;
    if (!this.take('the')) this.take('a');
    while (BLANKS.has(this.peek().text) || /^_+$/.test(this.peek().text)) this.at++;
    return this.isOver() ? { asks: 'held', by, start, end: this.last } : undefined;
  }

  private over(question: Question | undefined): Question | undefined {
    if (!question) return undefined;
    this.end();
    return this.isOver() ? question : undefined;
  }

  /** `now`, `at the end of the game`, `in the end`. */
  private end(): void {
    this.trailing();
    this.takeAny(ENDS);
    this.trailing();
  }

  private endsWithHaving(): boolean {
    this.adverbs();
    if (this.take('ends', 'up', 'with') || this.take('ended', 'up', 'with')) return true;
    if (this.takeOne(lexicon.HAVE)) return true;
    if (this.takeOne(DANCES)) return this.take('with');
    if (!this.takeOne(lexicon.BE)) return false;
    this.adverbs();
    const doing = this.takeOne(lexicon.HAVING)?.lower;
    if (doing === undefined) return this.take('in') || this.take('at') || this.take('on');
    return doing === 'dancing' ? this.take('with') : true;
  }

  /** `Who is Kim's partner?`, `What is Nora's position?` */
  private whose(span: () => Span): Question | undefined {
    if (!this.takeOne(WH) || !this.takeOne(lexicon.BE)) return undefined;
    this.adverbs();
    const by = this.name(true);
    return by && this.noun() !== undefined ? { asks: 'held', by, ...span() } : undefined;
  }

  /** `Who has the red ball?`, `Who sits in Nora's seat?` */
  private who(span: () => Span): Question | undefined {
    if (!this.take('who') && !this.take('which', 'person') && !this.take('which', 'friend')) return undefined;
    const seat = this.attempt(() => {
      this.take('now');
      if (!this.takeOne(SITS) && !this.attempt(() => this.isSitting())) return undefined;
      if (!this.take('in') && !this.take('on')) return undefined;
      const owner = this.name(true);
      return owner && lexicon.PLACES.has(this.noun() ?? '') ? owner : undefined;
    });
    if (seat) return { asks: 'sitter', seat, ...span() };
    if (!this.endsWithHaving()) return undefined;
    const of = this.thing();
    return of && { asks: 'holder', of, ...span() };
  }

  private isSitting(): true | undefined {
    if (!this.takeOne(lexicon.BE)) return undefined;
    this.takeOne(SITTING);
    return true;
  }

  /** `What does Bob have?`, `Which ball is Bob holding?`, `Who is Nora dancing with?` */
  private what(span: () => Span): Question | undefined {
    if (!this.takeOne(WH)) return undefined;
    this.attempt(() => this.nounPhrase());
    if (this.take('color', 'ball')) return undefined;
    if (!this.takeOne(DOES) && !this.takeOne(lexicon.BE)) return undefined;
    const by = this.reference();
    if (!by) return undefined;
    this.adverbs();
    const verb =
      (this.take('end', 'up', 'with') || this.takeOne(lexicon.HAVE)) ??
      this.takeOne(lexicon.HAVING) ??
      this.take('dance');
    if (!verb) return undefined;
    this.take('with');
    return { asks: 'held', by, ...span() };
  }

  /** `Where is the key?`, `Where does ball 5 end up?`, `Where does Nora sit?` */
  private where(span: () => Span): Question | undefined {
    if (
      !this.take('where') &&
      !(this.takeOne(new Set(['in', 'on'])) && this.take('which') && this.noun() !== undefined)
    )
      return undefined;
    if (!this.takeOne(DOES) && !this.takeOne(lexicon.BE)) return undefined;
    const thing = this.attempt(() => {
      if (this.peek().kind !== 'quote' && !this.take('the')) return undefined;
      const of = this.thing();
      return of && !lexicon.numberOf(this.peek().lower) ? of : undefined;
    });
    const of = thing ? undefined : this.reference();
    this.take('now');
    if (!this.take('end', 'up') && !this.take('sit') && !this.take('sitting')) this.take('stand');
    this.take('sitting');
    if (thing) return { asks: 'holder', of: thing, ...span() };
    return of && { asks: 'place', of, ...span() };
  }
}

const WH = new Set(['what', 'which', 'who', 'whom']);
const DOES = new Set(['does', 'do', 'did', 'will']);
const DANCES = new Set(['dances', 'dance']);
const SITS = new Set(['sits', 'sit']);
const SITTING = new Set(['sitting', 'seated']);
const BLANKS = new Set(['…', '...', ':', '_']);
const ENDS = ['in the end', 'at the end', 'finally', 'after all this', 'after all that', 'after all swaps', 'now', 'after the last step'].map((words) => words.split(' ')); // prettier-ignore
