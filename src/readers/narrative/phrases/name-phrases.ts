import * as lexicon from '../language/lexicon';
import type { Reference } from './said';
import type { Token } from '../language/tokens';
import { Cursor } from './cursor';

/** Names of those who take part: `Mary Jane`, `Ludwig van Beethoven`. */
export class NamePhrases extends Cursor {
  /** `Alice`, `Mary Jane`, `Ludwig van Beethoven`, `Mr. Smith`, `the striker` once it is known to take part. */
  name(possessive: boolean): Reference | undefined {
    if (NICE.has(this.peek().lower) && /^\p{Lu}/u.test(this.peek(1).text)) this.at++;
    // `her son Quade`
    const isKin =
      lexicon.POSSESSIVES.has(this.peek().lower) && this.peek(1).kind === 'word' && !this.peek(1).possessive;
    if (isKin && !lexicon.isClosed(this.peek(1).lower) && /^\p{Ll}/u.test(this.peek(1).text) && this.isName(2))
      this.at += 2;
    // `the Joker`
    if (this.peek().lower === 'the' && this.nameLength() === 0 && this.names.matchAt(this.tokens, this.at + 1) > 0)
      this.at++;
    const length = this.nameLength();
    const tokens = this.tokens.slice(this.at, this.at + length);
    const [first, last] = [tokens[0], tokens.at(-1)];
    if (!first || !last || last.possessive !== possessive) {
      this.miss();
      return undefined;
    }
    const known = this.names.wordsAt(this.tokens, this.at);
    this.at += length;
    return { kind: 'person', name: known?.join(' ') ?? this.spelt(tokens), start: first.start, end: last.end };
  }

  private spelt(tokens: readonly Token[]): string {
    const [first, ...rest] = tokens.map(({ text }) => text);
    // At the head of a sentence `The striker` is `the striker`.
    return [first === 'The' ? 'the' : first, ...rest].join(' ');
  }

  protected nameLength(): number {
    const known = this.names.matchAt(this.tokens, this.at);
    if (known > 0) return known;
    // `van der Berg`
    const particles = [0, 1, 2].findIndex((ahead) => !lexicon.PARTICLES.has(this.peek(ahead).text));
    if (!this.isName(Math.max(0, particles))) return 0;
    let end = Math.max(0, particles) + 1;
    while (end < 5 && !this.peek(end - 1).possessive && !this.peek(end).startsLine) {
      if (this.isName(end)) end++;
      else if (lexicon.PARTICLES.has(this.peek(end).text) && (this.isName(end + 1) || this.isName(end + 2))) end++;
      else break;
    }
    return end;
  }

  protected isName(ahead: number): boolean {
    const { kind, text, lower } = this.peek(ahead);
    if (kind !== 'word' || !/^[\p{Lu}\p{Lt}\p{Lo}]/u.test(text)) return false;
    const next = this.peek(ahead + 1);
    if (lexicon.numberOf(next.lower) !== undefined || next.text === '#') return false;
    if (ahead === 0 && lexicon.COMMANDS.has(text) && this.isDoneTo()) return false;
    // `Train A`, `Box B`: a label.
    if (ahead === 0 && /^[A-Z]$/.test(next.text) && this.peek(2).text !== '.') return false;
    if (ANYBODY.has(lower)) return false;
    if (text === 'A') return next.text === ',' || next.text === ':' || lexicon.isClosed(next.lower);
    if (lexicon.isClosed(lower) || (lexicon.CALENDAR.has(lower) && (ahead === 0 || !isKin(this.peek(ahead - 1).lower))))
      return false;
    // `Pairs of players`: a capital letter at the head of a sentence does not make a name.
    if (ahead === 0 && next.lower === 'of') return false;
    return ahead > 0 || !(lexicon.ADVERBS.has(lower) || lexicon.CONNECTIVES.some((words) => words.join() === lower));
  }

  /** After a verb at the head of a sentence: `the key`, `lamp 2`, `Box 1`. */
  private isDoneTo(): boolean {
    const [next, after] = [this.peek(1), this.peek(2)];
    const isLabelled = next.kind === 'word' && (isLabelToken(after) || lexicon.numberOf(after.lower) !== undefined);
    return isLabelled || lexicon.DETERMINERS.has(next.lower) || this.names.matchAt(this.tokens, this.at + 1) > 0;
  }
}

const ANYBODY: ReadonlySet<string> = new Set(['somebody', 'someone', 'anybody', 'anyone']);
const NICE: ReadonlySet<string> = new Set(['little', 'old', 'young', 'poor', 'dear']);

function isKin(word: string): boolean {
  return ['aunt', 'uncle', 'miss', 'mrs', 'ms'].includes(word);
}

export function isLabelToken({ kind, text }: Token): boolean {
  return kind === 'number' || (kind === 'word' && /^[A-Z]$/.test(text));
}
