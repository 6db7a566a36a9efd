import { COUNTED } from '../../language/counted';
import type { Token } from '../../language/tokens';
import { verbsOf } from '../../language/verbs';
import { stateNamed, type Switches } from '../../telling/switches';
import { spelledOut } from '../grammar/spelled';
import * as words from '../grammar/words';
import type { Story } from '../world/story';
import type { Shape } from '../world/trace';
import type { Asked, Reply } from '../../cast/told';
import { Answers } from './answers';
import { Mentions } from './mentions';
import { WhQuestions } from './wh';
import { asksState, endOf, nounBehind, OTHER, WH, withoutAddress } from './wording';

/** Asks a story that is told about its last state. */
export class Asking {
  private readonly answers: Answers;
  private readonly mentions: Mentions;
  private readonly wh: WhQuestions;

  constructor(
    private readonly story: Story,
    private readonly shape: Shape,
    private readonly switches: Switches,
  ) {
    this.answers = new Answers(story, shape);
    this.mentions = new Mentions(story, this.answers);
    this.wh = new WhQuestions(story, this.answers, this.mentions);
  }

  ask(tokens: readonly Token[]): Reply {
    let said = withoutAddress(spelledOut(tokens.filter(({ kind }) => kind !== 'end')));
    const text = said.map(({ lower }) => lower).join(' ');
    if (/\bhow (?:many|much)\b/.test(text)) return { why: `how many there are is not counted: ${COUNTED}` };
    if (/\b(?:more|most|fewer|fewest|less|least)\b/.test(text))
      return { why: 'it compares, and how many somebody has is not counted' };
    const state = this.stateAsked(said);
    if (state) return state;
    const duty =
      said[0] && /^(?:who|whose)$/.test(said.find(({ lower }) => WH.has(lower))?.lower ?? '')
        ? this.story.duties.asked(said.map(({ lower }) => lower))
        : undefined;
    if (duty !== undefined) return this.answers.where(duty, false);
    // `Which block is at the bottom of the tower?`
    const { world } = this.story;
    if (
      /\b(?:top|bottom)\b/.test(text) &&
      world.entities.some(({ id, kind }) => kind !== 'person' && world.now.has(id) && world.holders.has(id))
    )
      return { why: 'what stands above what is not followed' };
    // `Which day does Tom have?`, where days are what they have
    const areDays = world.entities.some(
      ({ id, words: own }) => world.now.has(id) && own.some((word) => words.CALENDAR.has(word)),
    );
    if (OTHER.test(areDays ? text.replace(/\b(?:which|what) day\b/, 'which one') : text))
      return { why: 'it asks about another time, or about more than who has what and what is where' };
    const choice = this.choiceOfPlaces(said);
    if (choice) return choice;
    const at = said.findIndex(({ lower }) => WH.has(lower));
    said = this.mentions.withoutTime(said);
    const wh = said[at]?.lower;
    const noun = wh === undefined ? [] : nounBehind(said, at + 1);
    const from = wh === undefined ? 0 : at + 1 + noun.length;
    const end = endOf(said, from);
    const rest = said.slice(from, end);
    const isChoice = said[end]?.text === ',' && said.some(({ lower }, k) => k > end && lower === 'or');
    if (!isChoice && !this.mentions.isAtEnd(said.slice(end))) return { why: 'it asks about another time than the end' };
    if (!asksState(rest, this.story.world))
      return { why: 'it asks about what happened, not about how it is at the end' };
    const found = this.mentions.in(rest, wh === 'what' || wh === 'which' ? wh : undefined);
    const asked =
      wh === undefined
        ? this.answers.whether(found)
        : this.wh.ask(wh, noun, rest, found, words.PLACING.has(said[at - 1]?.lower ?? ''));
    return asked ?? { why: 'it is not understood' };
  }

  /** `Is the coin in the drawer, on the shelf or in the cellar?`: where it is. */
  private choiceOfPlaces(said: readonly Token[]): Reply | undefined {
    const { world } = this.story;
    const or = said.findIndex(({ lower }) => lower === 'or');
    if (or < 0 || !words.BE.has(said[0]?.lower ?? '') || !words.PLACING.has(said[or + 1]?.lower ?? ''))
      return undefined;
    const [what] = this.mentions.in(said.slice(0, or)).flatMap((ids) => (ids.length === 1 ? ids : []));
    if (what === undefined || !world.now.has(what)) return { why: 'it is not understood' };
    return this.story.isOutside(world.now.get(what) ?? -1)
      ? { why: 'where it is then is not said' }
      : this.answers.where(what);
  }

  /** `Is the hall light on or off?`, `Which lamp is on now?`, `Which coin shows tails?` */
  private stateAsked(said: readonly Token[]): Asked | undefined {
    const { switches } = this;
    const at = said.findIndex(({ lower }, k) => k > 0 && stateNamed(lower));
    const text = said.map(({ lower }) => lower).join(' ');
    if (!switches.any || at < 0 || OTHER.test(text)) return undefined;
    const is = said[at]?.lower ?? '';
    const span = { start: said[0]?.start ?? 0, end: said.at(-1)?.end ?? 0 };
    const wh = said.findIndex(({ lower }) => WH.has(lower));
    if (wh >= 0) return { object: this.shape.valueOf(switches.named(is, span)) };
    if (!words.BE.has(said[0]?.lower ?? '')) return undefined;
    const what = said
      .slice(1, at)
      .map(({ lower }) => lower)
      .filter((word) => !words.DETERMINERS.has(word) && !words.ADVERBS.has(word) && !words.PREPOSITIONS.has(word));
    if (!switches.has(what)) return undefined;
    const isChoice = said.some(({ lower }) => lower === 'or');
    const asked = switches.asked(what, isChoice ? undefined : is, span);
    const value = switches.named(is, span);
    return { slot: this.shape.cellOf(asked.cell), ...(!isChoice && { object: this.shape.valueOf(value) }) };
  }

  /** `At the end, Gwen has the`: left to be finished. */
  unfinished(tokens: readonly Token[]): Asked | undefined {
    const said = spelledOut(tokens.filter(({ kind, text }) => kind !== 'end' && !/^(?:_+|…|\.\.\.|:)$/.test(text)));
    const text = said.map(({ lower }) => lower).join(' ');
    const ends =
      /\b(?:the|a|an|has|have|had|with|holding|wearing|carrying|in|on|at|under|of|to|by|is|was|owns|holds)$/.test(text);
    const last = verbsOf(said.at(-1)?.lower ?? '');
    if (!ends && !last.some(({ form }) => form === 'ing')) return undefined;
    if (OTHER.test(text)) return undefined;
    const [a, more] = this.mentions.in(said);
    if (!a || more || a.length !== 1) return undefined;
    const id = a[0] ?? -1;
    const isWhere =
      /\b(?:in|on|at|under|inside|behind|with|by|to|near) (?:the|a)?$|\b(?:in|on|at|under|with|by|to|hands of|belongs to)$/.test(
        text,
      );
    const { world } = this.story;
    const isWith = /\b(?:up|ends|ended|left|home|dancing|paired|working|partnered) with(?: the| a)?$/.test(text);
    if (isWhere && !isWith) return world.now.has(id) ? this.answers.where(id) : undefined;
    return this.answers.isHolder(id) ? this.answers.held(id) : undefined;
  }
}
