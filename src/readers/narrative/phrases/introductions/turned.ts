import { wordSet } from '../../language/word-set';
import * as lexicon from '../../language/lexicon';
import type { Fact } from '../said';
import { isColour } from '../../telling/switches';
import { Introduced } from './introduced';

/** What is on or off, open or closed at first. */
export class Turned extends Introduced {
  /** `The light is off and the door is closed`, `Lamps 1 and 2 are off`. */
  protected states(): Fact[] | undefined {
    const facts: Fact[] = [];
    do {
      const { start } = this.peek();
      const listed = this.attempt(() => this.allAre(start));
      if (listed) return listed;
      const ahead = this.at;
      if (this.article()) this.takeOne(ALL);
      const isThe = this.at > ahead || this.peek(0).lower === 'it';
      const named = this.attempt(() => this.switchNames());
      if (!named || !this.stays()) return undefined;
      this.adverbs();
      const is = this.state();
      if (is === undefined || (isColour(is) && !isThe)) return undefined;
      for (const what of named) facts.push({ kind: 'state', what, is, ...this.spanFrom(start) });
      this.trailing();
    } while (this.joins());
    return facts;
  }

  /** `All three lamps are off: the left lamp, the middle lamp and the right lamp` */
  private allAre(start: number): Fact[] | undefined {
    if (!this.take('all')) return undefined;
    this.number();
    if (!this.nounPhrase() || !this.takeOne(lexicon.BE)) return undefined;
    const is = this.state();
    if (is === undefined || !this.take(':')) return undefined;
    const facts: Fact[] = [];
    do {
      const what = this.switchName();
      if (!what) return undefined;
      facts.push({ kind: 'state', what, is, ...this.spanFrom(start) });
    } while (this.joins());
    return facts;
  }

  /** `the red light`, `lamp 2`, `lamps 1, 2 and 3`. */
  private switchNames(): string[][] | undefined {
    const words = this.switchName();
    if (!words || words.length === 0) return undefined;
    const found = [words];
    while (this.attempt(() => this.nextNumber(found, words)));
    return found;
  }

  private nextNumber(found: string[][], words: readonly string[]): true | undefined {
    if (!this.take(',', 'and') && !this.take(',')) this.take('and');
    const { text, kind } = this.peek();
    if (kind !== 'number' && !/^[A-Z]$/.test(text)) return undefined;
    this.at++;
    found.push([...words.slice(0, -1), text]);
    return true;
  }

  /** `is`, `starts`, `lies`, `shows` */
  private stays(): boolean {
    if (this.takeOne(SHOWS)) {
      if (!this.take('out')) this.take('off');
      return true;
    }
    if (!this.takeOne(lexicon.BE)) return false;
    this.adverbs();
    if (this.takeOne(LYING)) this.take('on', 'the', 'table');
    return true;
  }
}

const ALL = new Set(['two', 'three']);
const SHOWS = wordSet('starts started begins began shows showed lies lay faces');

export const LYING = wordSet(
  'lying facing showing turned sitting standing hidden kept placed parked hanging located stored waiting left resting',
);
