import type { Token } from '../language/tokens';

interface Entry {
  words: string[];
  member: number;
}

/** Names of those who take part, by the words that they consist of, and whose name they are. */
export class Names {
  /** First word in lower case → names that begin with it, the longest first. */
  private readonly byFirst = new Map<string, Entry[]>();

  private readonly shorts = new Set<string>();
  private readonly ambiguous = new Set<string>();

  get(name: string): number | undefined {
    const first = name.split(' ')[0]?.toLowerCase() ?? '';
    return this.byFirst.get(first)?.find(({ words }) => words.join(' ') === name)?.member;
  }

  add(name: string, member: number): void {
    const words = name.split(' ');
    const first = words[0]?.toLowerCase() ?? '';
    const entries = [...(this.byFirst.get(first) ?? []), { words, member }];
    this.byFirst.set(
      first,
      entries.sort((a, b) => b.words.length - a.words.length),
    );
  }

  /** A short form of a name, unless it is that of another one, too. */
  addShort(name: string, member: number): void {
    if (this.ambiguous.has(name)) return;
    const known = this.get(name);
    if (known === undefined) this.add(name, member);
    else if (known !== member && this.shorts.has(name)) {
      this.ambiguous.add(name);
      const first = name.split(' ')[0]?.toLowerCase() ?? '';
      this.byFirst.set(
        first,
        (this.byFirst.get(first) ?? []).filter(({ words }) => words.join(' ') !== name),
      );
    }
    this.shorts.add(name);
  }

  /** How many tokens at `at` are a name. One that was written with a capital letter is never a word without. */
  matchAt(tokens: readonly Token[], at: number): number {
    return this.wordsAt(tokens, at)?.length ?? 0;
  }

  /** The words of the name at `at`, as they were first written. */
  wordsAt(tokens: readonly Token[], at: number): readonly string[] | undefined {
    return this.entryAt(tokens, at)?.words;
  }

  /** Whose name stands at `at`. */
  memberAt(tokens: readonly Token[], at: number): number | undefined {
    return this.entryAt(tokens, at)?.member;
  }

  private entryAt(tokens: readonly Token[], at: number): Entry | undefined {
    const entries = this.byFirst.get(tokens[at]?.lower ?? '') ?? [];
    return entries.find(({ words }) =>
      words.every((word, k) => {
        const token = tokens[at + k];
        if ((token?.kind !== 'word' && token?.kind !== 'number') || (k < words.length - 1 && token.possessive))
          return false;
        return token.text === word || (token.lower === word && word === word.toLowerCase());
      }),
    );
  }
}
