import type { Trace } from '../../../trace/trace';
import type { Token } from '../language/tokens';
import { wordSet } from '../language/word-set';
import { PEOPLE, singularOf } from '../prose/grammar/words';
import type { Known, Noun } from '../prose/grammar/nouns/noun';

/** The world of a finished trace, by its names alone: enough to cut the sentences of its story into clauses. */
export class NamesOf implements Known {
  /** Names with capitals by their first word, longest first. */
  private readonly names = new Map<string, string[][]>();
  private readonly nouns = new Set<string>();
  /** First words and heads of what is somewhere. */
  private readonly followed = new Set<string>();
  readonly followsPeople: boolean;
  /** Something is on or off. */
  readonly hasStates: boolean;

  constructor({ slots, objects, initial, cells = {} }: Pick<Trace, 'slots' | 'objects' | 'cells' | 'initial'>) {
    for (const shown of [...slots, ...objects, ...Object.keys(cells)]) this.learn(shown);
    for (const shown of objects) {
      const own = shown.replace(/^(?:the|an?) /, '').split(' ');
      if (!/['’]s /.test(shown)) this.followed.add(own[0] ?? '');
      this.followed.add(singularOf(own.at(-1)?.toLowerCase() ?? ''));
    }
    this.hasStates = Object.keys(cells).length > 0;
    // a goose that Hans has is nobody who goes anywhere
    const isHeld = (shown: string) => isSomebody(slots[initial.findIndex((object) => objects[object] === shown)] ?? '');
    this.followsPeople = objects.some((shown) => isSomebody(shown) && !(/^\p{Ll}/u.test(shown) && isHeld(shown)));
  }

  private learn(shown: string): void {
    const parts = shown
      .replace(/ \(\d+\)$/, '')
      .replace(/^(?:the|an?) /, '')
      .split(/[\s'’]+/);
    const [first] = parts;
    const last = parts.at(-1)?.toLowerCase();
    if (first === undefined || last === undefined || first === 'empty' || first === 'outside') return;
    if (/^\p{Lu}/u.test(first)) this.names.set(first, [...(this.names.get(first) ?? []), parts].sort(byLength));
    if (/^\p{L}/u.test(last)) this.nouns.add(singularOf(last));
    // `cup 3`, `box A`
    const beside = parts.at(-2)?.toLowerCase();
    if (/^(?:\d+|[a-z])$/.test(last) && beside !== undefined) this.nouns.add(singularOf(beside));
  }

  lengthAt(tokens: readonly Token[], at: number): number {
    const found = this.names
      .get(tokens[at]?.text ?? '')
      ?.find((parts) => parts.every((part, k) => tokens[at + k]?.text === part));
    return found?.length ?? 0;
  }

  isNoun(word: string): boolean {
    return this.nouns.has(word);
  }

  /** Whether a noun names or points to somebody or something of the story. */
  has(noun: Noun): boolean {
    if (noun.pronoun === 'you') return this.nouns.has('you');
    if (noun.pronoun !== undefined) return !EMPTY.has(noun.pronoun);
    if (noun.owner && noun.words.length === 0) return true;
    return noun.kind === 'name' ? this.isNamed(noun) : this.isNoun(noun.words.at(-1) ?? '');
  }

  /** Whether it names, or may point to, somebody or something whose place is followed. */
  follows(noun: Noun): boolean {
    const { pronoun, owner, kind, shown, words: own } = noun;
    if (pronoun !== undefined && OUTSIDERS.has(pronoun)) return this.followed.has('I');
    if (pronoun !== undefined) return !EMPTY.has(pronoun) && (PERSONAL.has(pronoun) ? this.followsPeople : true);
    if (owner && own.length === 0) return true;
    return this.followed.has(kind === 'name' ? (shown.split(' ')[0] ?? '') : (own.at(-1) ?? ''));
  }

  private isNamed({ shown }: Noun): boolean {
    return this.names.has(shown.split(' ')[0] ?? '');
  }

  areWords(): boolean {
    return false;
  }
}

const byLength = (a: readonly string[], b: readonly string[]): number => b.length - a.length;

/** A name, or somebody by what they are. */
export function isSomebody(shown: string): boolean {
  return (/^\p{Lu}\p{Ll}/u.test(shown) && !/['’]s /.test(shown)) || PEOPLE.has(shown.split(' ').at(-1) ?? '');
}

/** Of these none means anybody. */
const EMPTY = wordSet('there nothing nobody what');
/** Who tells the story, and others of whom it tells no more. */
const OUTSIDERS = wordSet('i me we us somebody someone');
const PERSONAL = wordSet(
  'he she him her they them who whom you everyone everybody himself herself themselves each-other',
);
