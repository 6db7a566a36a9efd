import * as lexicon from '../language/lexicon';
import type { Reference, Thing } from './said';
import type { Token } from '../language/tokens';
import { isLabelToken } from './name-phrases';
import { SIDE_WORDS, ThingPhrases } from './thing-phrases';

/** Who or what may hold something: somebody, a neighbour, `box A`, `her pocket`. */
export class HolderPhrases extends ThingPhrases {
  /** `her left neighbour`, `the person on his right`. */
  protected neighbour(): Reference | undefined {
    const { start } = this.peek();
    const side = this.takeOne(lexicon.POSSESSIVES)
      ? this.sideOf(() => this.takeOne(lexicon.NEIGHBOURS) !== undefined)
      : this.take('the') && this.takeOne(lexicon.NEIGHBOURS) && (this.take('on') || this.take('to'))
        ? this.takeOne(lexicon.POSSESSIVES) && this.sideOf(() => true)
        : undefined;
    return side && { kind: 'neighbour', by: side.lower.startsWith('left') ? 1 : -1, start, end: this.last };
  }

  private sideOf(tail: () => boolean): Token | undefined {
    const side = this.takeOne(lexicon.SIDES);
    return side && tail() ? side : undefined;
  }

  protected pronoun(): Reference | undefined {
    const token = this.takeOne(lexicon.PRONOUNS);
    return token && { kind: 'pronoun', word: token.lower, start: token.start, end: token.end };
  }

  /** Where things may be: somebody, `box A`, `the red box`, `her pocket`. */
  protected holder(): Reference | undefined {
    return (
      this.attempt(() => this.labelled()) ??
      this.attempt(() => this.neighbour()) ??
      (lexicon.POSSESSIVES.has(this.peek().lower) && this.isPlain(1)
        ? this.attempt(() => this.name(false) ?? this.container())
        : undefined) ??
      this.pronoun() ??
      this.name(false) ??
      this.attempt(() => this.container()) ??
      this.attempt(() => this.ownedContainer())
    );
  }

  /** `train A` as a thing */
  protected labelledThing(): Thing | undefined {
    const from = this.at;
    const found = this.labelled();
    if (found?.kind !== 'holder') return undefined;
    const [noun = '', mark = ''] = found.name.split(' ');
    return { words: [mark.toLowerCase(), noun], shown: this.shownFrom(from) };
  }

  /** `box A`, `drawer 2` */
  protected labelled(): Reference | undefined {
    const { start } = this.peek();
    const isThe = this.take('the');
    const noun = this.noun();
    const mark = this.peek();
    if (isThe && mark.lower === 'one') return undefined;
    const isLabel = isLabelToken(mark) || (lexicon.numberOf(mark.lower) !== undefined && !this.isPlain(1));
    if (noun === undefined || !isLabel || mark.possessive) return undefined;
    this.at++;
    return { kind: 'holder', name: `${noun} ${mark.text}`, start, end: this.last };
  }

  protected container(): Reference | undefined {
    const { start } = this.peek();
    const isTheirs = lexicon.POSSESSIVES.has(this.peek().lower);
    const isNamed = this.determiner() || this.takeOne(lexicon.POSSESSIVES) !== undefined;
    if (!isNamed) return undefined;
    // `in its place`: where something was
    if (isTheirs && lexicon.PLACES.has(this.peek().lower)) return undefined;
    const side = this.attempt(() => this.side());
    if (side) return { kind: 'holder', name: `the ${side}`, start, end: this.last };
    const words = this.nounPhrase();
    // `the big one`, of plates
    if (words?.at(-1) === 'one') return undefined;
    return words && { kind: 'holder', name: ['the', ...words].join(' '), start, end: this.last };
  }

  /** `Wendy's desk` */
  private ownedContainer(): Reference | undefined {
    const { start } = this.peek();
    const owner = this.name(true);
    const words = owner?.kind === 'person' ? this.nounPhrase() : undefined;
    if (owner?.kind !== 'person' || !words) return undefined;
    return { kind: 'holder', name: `${owner.name}'s ${words.join(' ')}`, start, end: this.last };
  }

  /** `left` of `on the left` */
  private side(): string | undefined {
    const found = this.takeOne(SIDE_WORDS);
    return found && !this.isPlain(0) && this.peek().lower !== 'and' ? found.lower : undefined;
  }
}
