import type { Token } from '../../language/tokens';
import { isTime } from '../grammar/noun-kinds';
import type { Noun } from '../grammar/nouns/noun';
import { Nouns } from '../grammar/nouns/nouns';
import type { Story } from '../world/story';
import { has, verbsOf } from '../../language/verbs';
import type { Answers } from './answers';

const CLOCK = new Set(["o'clock", 'o’clock', 'the', 'a', 'that', 'at', 'on', 'in']);

/** Whom and what the words of a question mean. */
export class Mentions {
  constructor(
    private readonly story: Story,
    private readonly answers: Answers,
  ) {}

  /** Whom and what its nouns may mean, where they mean something of the story. */
  in(tokens: readonly Token[], wh?: string): number[][] {
    const { story } = this;
    const nouns = new Nouns(tokens, story.world);
    const found: number[][] = [];
    for (let at = 0; at < tokens.length;) {
      const noun = nouns.at(at, at > 0);
      // `What is Vic's lunch?` asks what Vic has
      const ids = noun && this.meant(wh !== undefined && noun.owner && this.ownsIt(noun) ? noun.owner : noun);
      if (
        ids &&
        ids.length > 0 &&
        !found.some((other) => other.length === ids.length && other.every((id) => ids.includes(id)))
      )
        found.push(ids);
      at = noun && (ids || noun.kind !== 'bare') && noun.to > at ? noun.to : at + 1;
    }
    return found;
  }

  /** `Kemi` of `Kemi's partner` */
  ownersIn(rest: readonly Token[]): number[] {
    const nouns = new Nouns(rest, this.story.world);
    return rest.flatMap((_, k) => {
      const owner = nouns.at(k, false)?.owner;
      const ids = owner ? (this.meant(owner) ?? []) : [];
      return ids.length === 1 ? ids : [];
    });
  }

  /** `Which station is Yuki on at closing time?` */
  withoutTime(said: readonly Token[]): readonly Token[] {
    const at = said.findLastIndex(({ lower }) => ['at', 'in', 'on', 'by', 'during'].includes(lower));
    const noun = at > 2 ? new Nouns(said, this.story.world).at(at + 1, true) : undefined;
    const isLast = noun && said.slice(noun.to).every(({ kind }) => kind === 'mark');
    return isLast && isTime(noun) && noun.words.length > 1 && (this.meant(noun) ?? []).length === 0
      ? said.slice(0, at)
      : said;
  }

  /** `when the whistle went`, `after all that`, and not `after the first swap`, `when Ann had it`. */
  isAtEnd(said: readonly Token[]): boolean {
    // `after two o'clock`, when the last step was told to be done
    const { lastSaid } = this.story;
    const isLast = said.slice(1).every(({ lower, kind }) => kind === 'mark' || lastSaid.has(lower) || CLOCK.has(lower));
    if (said.length > 1 && said.some(({ lower }) => lastSaid.has(lower)) && isLast) return true;
    const isOther = said.some(
      ({ lower }) =>
        /^(?:first|second|third|fourth|two|one|earlier|just|once|twice)$/.test(lower) ||
        verbsOf(lower).some(({ lemma }) => has(lemma, 'exchange')),
    );
    return !isOther && this.in(said.slice(1)).length === 0;
  }

  private ownsIt(noun: Noun): boolean {
    const { owner } = noun;
    const own = this.meant(noun) ?? [];
    // `What is in Jonah's left pocket?`
    const isPlace =
      own.length === 1 && own.every((id) => this.story.world.is(id, 'place') && this.answers.isHolder(id));
    if (isPlace || own.some((id) => this.story.world.is(id, 'person'))) return false;
    return (
      owner !== undefined &&
      (this.meant(owner) ?? []).some((id) => this.story.world.is(id, 'person') && this.answers.isHolder(id))
    );
  }

  private meant(noun: Noun): number[] | undefined {
    const { references } = this.story;
    if (noun.pronoun !== undefined && !['I', 'i'].includes(noun.pronoun)) return undefined;
    const all = references.all(noun);
    return all.length > 0 ? [...new Set(all.flat())] : undefined;
  }
}
