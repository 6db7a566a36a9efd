import type { Token } from '../../language/tokens';
import { wordSet } from '../../language/word-set';
import type { Move, Story } from '../world/story';
import type { Span } from '../../phrases/said';
import * as words from '../grammar/words';
import { fault } from '../world/world';

/** What passes from one to the next: `the cook becomes the guard`, `gate to tower`. */
type Rota = readonly (readonly [number, number])[];

/** Between the two of a step. */
const GOES =
  /\b(?:goes? to|moves? (?:on )?to|becomes?|takes? over from|takes?|to|rotates? to|switch(?:es)? to|follows?|went to|moved (?:on )?to|became|took|->|→)\b|->|→/;
const RULE =
  /\b(?:(?:every|each) (?:time|round|day|week|month|year|turn|night|morning|evening|hour|game|hand|set|season|shift|term|monday|tuesday|wednesday|thursday|friday|saturday|sunday|minute|match)|when we|when they|whenever|always)\b/;
/** Whether it is done once or as often as it is said is not certain. */
const PERHAPS = /\b(?:when|whenever|often|sometimes|usually)\b/;
const AGAIN = wordSet(
  'rotate rotates rotated shift shifts shifted move moves moved pass passes passed advance advances advanced',
);
const STILL = /\b(?:not|never|nobody|no one|if|unless|would|will|should|may|might|could|can)\b/;

/** Places and roles that all change at once: `the first becomes second, the second third and the third first`. */
export class Rotas {
  private rule: Rota | undefined;

  constructor(private readonly story: Story) {}

  /** True when the sentence tells of all of them, and is done or learnt. */
  act(tokens: readonly Token[], span: Span): boolean {
    const text = tokens.map(({ lower }) => lower).join(' ');
    if (STILL.test(text)) return false;
    const rota = this.read(tokens);
    if (rota) {
      this.rule = rota;
      if (!RULE.test(text)) {
        if (PERHAPS.test(text)) throw fault(span, 'how often this happens is not certain');
        this.turn(rota, span);
      }
      return true;
    }
    // A rule that is told, and something like it that is not understood
    if (this.rule && /\brotat/.test(text) && !this.isAgain(tokens))
      throw fault(span, 'how they move on here is not certain');
    return false;
  }

  private turn(rota: Rota, span: Span): void {
    const { world } = this.story;
    const moves = rota.flatMap(([from, to]): Move[] => {
      const holder = world.now.get(from);
      // A role goes to whoever had the one before it, somebody at a place to the next place.
      if (world.is(from, 'place')) return world.held(from).map((thing) => ({ thing, to }));
      return holder === undefined ? [] : [{ thing: to, to: holder }];
    });
    this.story.happen(moves, span);
  }

  /** The rule once more: `They rotated again`. */
  again(tokens: readonly Token[], span: Span): boolean {
    const { rule } = this;
    if (!rule || !this.isAgain(tokens)) return false;
    this.turn(rule, span);
    return true;
  }

  private isAgain(tokens: readonly Token[]): boolean {
    const said = tokens.map(({ lower }) => lower);
    if (STILL.test(said.join(' ')) || !said.some((word) => AGAIN.has(word))) return false;
    const isAll = said.some((word) => ['we', 'they', 'everyone', 'everybody', 'roles', 'all'].includes(word));
    const names = tokens.some(
      (_, k) => this.story.world.lengthAt(tokens, k) > 0 && /^\p{Lu}/u.test(tokens[k]?.text ?? ''),
    );
    return isAll && !names && !said.some((word) => ['twice', 'times', 'back'].includes(word));
  }

  private read(tokens: readonly Token[]): Rota | undefined {
    const steps: [number, number][] = [];
    for (const part of partsOf(tokens)) {
      const text = part.map(({ lower }) => lower).join(' ');
      const found = GOES.exec(text);
      if (!found) {
        if (steps.length > 0) return undefined;
        continue;
      }
      const at = text
        .slice(0, found.index)
        .split(' ')
        .filter((word) => word !== '').length;
      const length = found[0].split(' ').length;
      const [from, to] = [this.label(part.slice(0, at)), this.label(part.slice(at + length))];
      if (from === undefined || to === undefined) {
        if (steps.length > 0) return undefined;
        continue;
      }
      steps.push(
        found[0].startsWith('take') || found[0].startsWith('took') || found[0].startsWith('follow')
          ? [from, to]
          : [from, to],
      );
    }
    const froms = new Set(steps.map(([from]) => from));
    const tos = new Set(steps.map(([, to]) => to));
    const isClosed =
      steps.length > 1 &&
      froms.size === steps.length &&
      tos.size === steps.length &&
      [...froms].every((id) => tos.has(id));
    return isClosed ? steps : undefined;
  }

  /** The place, or the role, that a few words name; those who are there are meant by it. */
  private label(tokens: readonly Token[]): number | undefined {
    const { world } = this.story;
    const said = tokens.filter(({ kind }) => kind === 'word' || kind === 'number').map(({ lower }) => lower);
    if (said.length === 0 || said.length > 9) return undefined;
    const all = world.entities.filter(
      ({ id, kind, isRole }) =>
        (kind === 'place' && world.holders.has(id)) ||
        (kind === 'thing' && (isRole === true || world.is(world.now.get(id) ?? -1, 'person'))),
    );
    const fits = all.filter(({ words: own }) => {
      const marks = own.filter((word) => said.includes(word) || said.some((each) => words.singularOf(each) === word));
      return marks.length > 0 && (marks.length === own.length || isMark(marks, own));
    });
    const best = fits.filter(({ words: own }) => own.every((word) => said.includes(word)));
    const [only, more] = best.length > 0 ? best : fits;
    return only && !more ? only.id : undefined;
  }
}

/** What tells one from others of the same noun: `early` of `early shift`, `2` of `position 2`. */
function isMark(marks: readonly string[], own: readonly string[]): boolean {
  return own.length === 2 && marks.length === 1 && (marks[0] === own[0] || /^\d+$/.test(marks[0] ?? ''));
}

function partsOf(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if ([',', ';', ':', 'and', 'while'].includes(token.lower)) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts.filter((part) => part.length > 0);
}
