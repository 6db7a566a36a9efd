import { Unreadable, type Span } from '../syntax';

/** What a program reads: lines, which are read one after the other, and the words in them. */
export class Input {
  private linesRead = 0;
  /** A line of which words were read, and where the next one is looked for; undefined at the start of a line. */
  private begun: { text: string; from: number } | undefined;

  constructor(private readonly lines: readonly string[]) {}

  /** The next line of the program's input. @param prompt what the program says before it waits for it */
  line(prompt: string, at: Span): string {
    const line = this.lines[this.linesRead++];
    if (line !== undefined) return line;
    const which = this.linesRead === 1 ? 'a line' : `line ${this.linesRead}`;
    const said = prompt === '' ? '' : ` ('${prompt.trim()}')`;
    const asks = { kind: 'line', prompt, suggested: '3 1 5 2 4' } as const;
    throw new Unreadable(
      at,
      `${which} of input is asked for here${said}, which the text does not give`,
      'unknown-value',
      asks,
    );
  }

  /** The next word of the program's input, on whichever line that is. */
  word(at: Span): string {
    for (;;) {
      this.begun ??= { text: this.line('', at), from: 0 };
      const word = nextWord(this.begun);
      if (word) {
        this.begun.from = word.end;
        return word.text;
      }
      this.begun = undefined;
    }
  }

  /** What is left of the line that words were read of, or else the next line. */
  lineEnd(at: Span): string {
    const { begun } = this;
    this.begun = undefined;
    return begun ? begun.text.slice(begun.from) : this.line('', at);
  }

  /** Whether there is another line, or another word. Where no input is given at all, it is asked for. */
  has(what: 'line' | 'word', at: Span): boolean {
    if (this.lines.length === 0) this.line('', at);
    if (this.begun && (what === 'line' || nextWord(this.begun))) return true;
    if (what === 'line') return this.linesRead < this.lines.length;
    for (let next = this.linesRead; next < this.lines.length; next++)
      if (/\S/.test(this.lines[next] ?? '')) return true;
    return false;
  }

  /** All lines that are left, at least one. */
  rest(at: Span): string {
    const rest = [this.line('', at)];
    while (this.linesRead < this.lines.length) rest.push(this.line('', at));
    return `${rest.join('\n')}\n`;
  }
}

/** The next word of a line; undefined where there is none. */
function nextWord({ text, from }: { text: string; from: number }): { text: string; end: number } | undefined {
  const words = /\S+/g;
  words.lastIndex = from;
  const [word] = words.exec(text) ?? [];
  return word === undefined ? undefined : { text: word, end: words.lastIndex };
}
