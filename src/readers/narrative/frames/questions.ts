import type { Asked, Reply } from '../cast/told';
import { mayMean } from '../language/kinds';
import { ordinalOf, singular } from '../language/lexicon';
import type { Token } from '../language/tokens';
import { has, verbsOf } from '../language/verbs';
import { OTHER } from '../prose/asking/wording';
import { spelledOut } from '../prose/grammar/spelled';
import * as shared from '../prose/grammar/words';
import { STATE_KINDS } from '../telling/switches';
import { Nouns } from './grammar/nouns';
import type { Noun } from './grammar/syntax';
import type { Entity } from './scene/entities';
import type { References } from './scene/references';
import type { Cell, Scene } from './scene/scene';
import type { Shape } from './scene/shape';

const WH = new Set(['who', 'whom', 'what', 'which', 'where', 'whose']);
const UNKNOWN: Reply = { why: 'it is not understood' };
/** A going by which one asks who has something at the end. */
const ENDS =
  /\b(?:ends?|ended|winds?|wound|finish(?:es|ed)?|left|stuck|goes|go|went|going|walks?|walked|leaves?|come|comes|came|left) (?:up|home|away|off|out)?\s*(?:with|in|on|at)?\b/;

/** Questions about the state at the end. */
export class Questions {
  constructor(
    private readonly scene: Scene,
    private readonly references: References,
    private readonly shape: Shape,
  ) {}

  ask(tokens: readonly Token[]): Reply {
    const said = this.trimmed(spelledOut(tokens.filter(({ kind }) => kind !== 'end')));
    const text = said.map(({ lower }) => lower).join(' ');
    const many = said.findIndex(({ lower }, k) => ['many', 'much'].includes(lower) && said[k - 1]?.lower === 'how');
    if (many >= 0) return this.counted(said, many);
    if (
      OTHER.test(text) ||
      /\b(?:more|most|fewer|fewest|less|least|ever|would|if|start|begin|began|started)\b/.test(text)
    )
      return { why: 'it asks about another time, or about more than who has what and what is where' };
    const at = said.findIndex(({ lower }) => WH.has(lower));
    if (at < 0) return this.whether(said);
    const wh = said[at]?.lower ?? '';
    const noun = wh === 'which' || wh === 'what' || wh === 'whose' ? this.nounBehind(said, at + 1) : [];
    const rest = said.slice(at + 1 + noun.length);
    if (!this.asksState(rest)) return { why: 'it asks about what happened, not about how it is at the end' };
    const found = this.mentions(rest);
    if (wh === 'where') return found.length === 1 ? this.where(found[0] as number) : UNKNOWN;
    if (wh === 'who' || wh === 'whom' || (wh === 'which' && shared.PEOPLE.has(singular(noun.at(-1)?.lower ?? ''))))
      return this.who(rest, found);
    return this.which(noun, rest, found, at > 0 && shared.PREPOSITIONS.has(said[at - 1]?.lower ?? ''));
  }

  /** `At the end, Pam has the` */
  unfinished(tokens: readonly Token[]): Asked | undefined {
    const said = spelledOut(tokens.filter(({ kind, text }) => kind !== 'end' && !/^(?:_+|…|\.\.\.|:)$/.test(text)));
    const text = said.map(({ lower }) => lower).join(' ');
    if (
      !/\b(?:the|a|an|has|have|with|holding|wearing|playing|carrying|in|on|at|under|is|holds)$/.test(text) ||
      OTHER.test(text)
    )
      return undefined;
    const found = this.mentions(said);
    const [id, more] = found;
    if (id === undefined || more !== undefined) return undefined;
    const isWhere = /\b(?:in|on|at|under)(?: the)?$/.test(text);
    const reply = isWhere ? this.where(id) : this.held(id, []);
    return 'why' in reply ? undefined : reply;
  }

  /** Without what only says when: `In the end, `, `, tell me`. */
  private trimmed(said: readonly Token[]): readonly Token[] {
    const comma = said.findIndex(({ text }) => text === ',');
    const head = said.slice(0, Math.max(0, comma));
    const isAside =
      comma > 0 &&
      !head.some(({ lower }) => WH.has(lower)) &&
      this.mentions(head).length === 0 &&
      said.slice(comma + 1).some(({ lower }) => WH.has(lower) || shared.BE.has(lower) || shared.DO.has(lower));
    return isAside ? said.slice(comma + 1) : said;
  }

  private mentions(tokens: readonly Token[]): number[] {
    const nouns = new Nouns(tokens, (text) => this.scene.isName(text));
    const found: number[] = [];
    for (let at = 0; at < tokens.length;) {
      const all = nouns.at(at).filter(({ pronoun }) => pronoun === undefined);
      const noun = all.find((each) => this.meant(each) !== undefined);
      const id = noun && this.meant(noun);
      if (id !== undefined && !found.includes(id)) found.push(id);
      at = noun && noun.to > at ? noun.to : at + 1;
    }
    return found;
  }

  private meant(noun: Noun): number | undefined {
    const [only, more] = this.references.readings(noun);
    return only?.length === 1 && !more ? only[0] : undefined;
  }

  private nounBehind(said: readonly Token[], at: number): Token[] {
    const noun: Token[] = [];
    for (let k = at; k < said.length && k < at + 5; k++) {
      const token = said[k] as Token;
      const isVerb =
        shared.BE.has(token.lower) ||
        shared.HAVE.has(token.lower) ||
        shared.DO.has(token.lower) ||
        shared.MODALS.has(token.lower) ||
        (k > at && verbsOf(token.lower).some(({ form }) => form === 'third' || form === 'past'));
      if (isVerb || token.kind !== 'word') return noun;
      noun.push(token);
    }
    return [];
  }

  private asksState(rest: readonly Token[]): boolean {
    const text = rest.map(({ lower }) => lower).join(' ');
    const from = rest.findIndex(({ lower }, k) => k > 0 && ['after', 'when', 'while', 'until', 'once'].includes(lower));
    if (
      from >= 0 &&
      (this.mentions(rest.slice(from)).length > 0 ||
        rest.slice(from).some(({ lower }) => ordinalOf(lower) !== undefined))
    )
      return false;
    if (ENDS.test(text)) return true;
    return rest.every(({ lower, text: own }, k) => {
      if (/^\p{Lu}/u.test(own) || ['the', 'a', 'an'].includes(rest[k - 1]?.lower ?? '') || shared.ADJECTIVES.has(lower))
        return true;
      const verbs = verbsOf(lower);
      const moves = verbs.some(
        ({ lemma }) => has(lemma, 'carry') || has(lemma, 'take') || has(lemma, 'exchange') || has(lemma, 'go'),
      );
      return (
        !moves ||
        verbs.some(({ lemma }) => has(lemma, 'have') || has(lemma, 'stay') || has(lemma, 'keep') || lemma === 'get') ||
        this.scene.all.some(({ words }) => words.includes(lower))
      );
    });
  }

  private where(id: number, isWhole = true): Reply {
    const { scene, shape } = this;
    const at = scene.where(id);
    if (at === undefined || scene.isOutside(at)) return { why: 'where it is then is not said' };
    const hasSeveral = new Set(shape.holders).size < shape.holders.length;
    return {
      object: shape.objectOf(id),
      ...(hasSeveral && { holders: shape.holders }),
      ...(isWhole && { carriers: shape.carriers }),
    };
  }

  private holderOf(id: number): Reply {
    const at = this.scene.where(id);
    if (at === undefined || !this.scene.is(at, 'person')) return { why: 'nobody has it' };
    const { holders } = this.shape;
    return { object: this.shape.objectOf(id), ...(new Set(holders).size < holders.length && { holders }) };
  }

  private held(holder: number, without: readonly number[]): Reply {
    const slots = this.shape.slotsOf(holder);
    if (slots.length === 0) return { why: `nothing was said of what ${this.scene.get(holder).shown} has` };
    const empties = [...this.shape.empties, ...without];
    return { ...(slots.length === 1 ? { slot: slots[0] ?? -1 } : { slots }), ...(empties.length > 0 && { empties }) };
  }

  /** Of all that is somewhere, what is not asked for. */
  private othersThan(isAsked: (entity: Entity) => boolean): number[] {
    return [...this.scene.now.keys()].flatMap((id) => (isAsked(this.scene.get(id)) ? [] : [this.shape.objectOf(id)]));
  }

  private rowPlace(rest: readonly Token[]): number | undefined {
    const words = rest.map(({ lower }) => lower).filter((word) => word !== 'far');
    const word = words.find(
      (each) =>
        ordinalOf(each) !== undefined ||
        ['last', 'middle', 'centre', 'front', 'left', 'right', 'leftmost', 'rightmost', 'back', 'end'].includes(each),
    );
    if (word === undefined) return undefined;
    const label = /^\d+$/.test(words.at(-1) ?? '') ? words.at(-1) : undefined;
    const index = this.references.index({
      kind: 'the',
      words: label === undefined ? [word] : ['position'],
      shown: word,
      isPlural: false,
      from: 0,
      to: 0,
      ...(label !== undefined && { label }),
    });
    return index === undefined ? undefined : this.scene.row[index];
  }

  private who(rest: readonly Token[], found: readonly number[]): Reply {
    const place = this.rowPlace(rest);
    if (place !== undefined && found.length === 0) return this.held(place, []);
    const [id, more] = found;
    if (id === undefined || more !== undefined) return UNKNOWN;
    const entity = this.scene.get(id);
    if (this.scene.row.includes(this.scene.where(id) ?? -1) && place !== undefined) return this.held(place, []);
    if (entity.kind === 'person' && entity.also.has('partner')) return this.holderOf(id);
    if (entity.kind === 'person')
      return this.held(
        id,
        this.othersThan(({ kind, isName }) => kind === 'person' || isName),
      );
    if (entity.kind === 'place' && !this.scene.now.has(id))
      return this.held(
        id,
        this.othersThan(({ kind, isName }) => kind === 'person' || isName),
      );
    return this.holderOf(id);
  }

  private which(noun: readonly Token[], rest: readonly Token[], found: readonly number[], isBehind: boolean): Reply {
    const { scene } = this;
    const head = singular(noun.at(-1)?.lower ?? '');
    const isOf = (entity: Entity) =>
      head === '' ||
      shared.GENERIC.has(head) ||
      entity.words.includes(head) ||
      entity.also.has(head) ||
      mayMean(head, entity.words.at(-1) ?? '') ||
      (entity.isRole === true && shared.ROLES.has(head));
    const [id, more] = found;
    const state = rest.find(({ lower }) => stateOf(lower) !== undefined)?.lower;
    if (id === undefined && state !== undefined) return this.inState(state, isOf);
    if (id === undefined && rest.some(({ lower }) => shared.VACANT.has(lower))) return this.vacant(isOf);
    const place = this.rowPlace(rest);
    if (place !== undefined && (id === undefined || scene.row.includes(scene.where(id) ?? -1) || id === place))
      return this.held(place, []);
    if (id === undefined || more !== undefined) return UNKNOWN;
    const entity = scene.get(id);
    const at = scene.where(id);
    const isPlaceAsked =
      isBehind ||
      (head !== '' &&
        at !== undefined &&
        isOf(scene.get(at)) &&
        (!isOf(entity) || scene.is(at, 'place')) &&
        !(entity.kind === 'person' && scene.held(id).some(isOf)));
    if (isPlaceAsked) return this.where(id, head === '' || at === undefined || !isOf(scene.get(at)));
    const cell = scene.cells.find((each) => each.entity === id && each.counts === undefined);
    if (cell && head === '') return { slot: this.shape.cellSlot(cell) };
    if (entity.kind === 'thing' && !scene.holders.has(id)) return UNKNOWN;
    if (scene.cells.some(({ entity: own, counts }) => own === id && counts !== undefined))
      return { why: 'how many there are is asked with how many' };
    const isAsked = head === '' ? ({ kind }: Entity) => kind !== 'person' : isOf;
    // `Which hat does Kepler have?`, a beret
    const others =
      scene.held(id).some(isAsked) || head === ''
        ? this.othersThan(isAsked)
        : scene.held(id).length === 1
          ? []
          : this.othersThan(({ kind }) => kind !== 'person');
    if (head !== '' && !scene.held(id).some(isAsked) && scene.held(id).length > 1) return UNKNOWN;
    return this.held(id, others);
  }

  private inState(word: string, isOf: (entity: Entity) => boolean): Reply {
    const { scene, shape } = this;
    const value = stateOf(word) ?? '';
    const cells = scene.cells.filter(({ counts, values }) => counts === undefined && values.includes(value));
    if (cells.length === 0 || !cells.every(({ entity }) => isOf(scene.get(entity)))) return UNKNOWN;
    return { object: shape.valueOf(value) };
  }

  private vacant(isOf: (entity: Entity) => boolean): Reply {
    const holders = this.scene.all.filter(
      (entity) => entity.kind !== 'person' && isOf(entity) && this.shape.slotsOf(entity.id).length > 0,
    );
    const slots = holders.flatMap(({ id }) => this.shape.slotsOf(id));
    return slots.length > 0
      ? { slots, isVacant: true, empties: this.shape.empties, holders: this.shape.holders }
      : UNKNOWN;
  }

  private counted(said: readonly Token[], many: number): Reply {
    const good = singular(said[many + 1]?.lower ?? '');
    const [id, more] = this.mentions(said.slice(many + 2));
    const cell: Cell | undefined = this.scene.cells.find(({ entity, counts }) => entity === id && counts === good);
    const text = said.map(({ lower }) => lower).join(' ');
    const isNow = !/\b(?:more|fewer|less|did|give|gave|first|start|before|total|altogether|together|each)\b/.test(text);
    return cell && more === undefined && isNow
      ? { slot: this.shape.cellSlot(cell) }
      : { why: 'how many there are is not counted here' };
  }

  /** `Is the lamp on?`, `Does Ben have the key?` */
  private whether(said: readonly Token[]): Reply {
    const { scene, shape } = this;
    const first = said[0]?.lower ?? '';
    const isState = said.find(({ lower }, k) => k > 1 && stateOf(lower) !== undefined)?.lower;
    if (!shared.BE.has(first) && !shared.DO.has(first) && !shared.HAVE.has(first)) return UNKNOWN;
    const found = this.mentions(said.slice(1));
    const [a, b, more] = found;
    const cell = scene.cells.find(({ entity, counts }) => entity === a && counts === undefined);
    if (cell && isState !== undefined && b === undefined) {
      const isChoice = said.some(({ lower }) => lower === 'or');
      return { slot: shape.cellSlot(cell), ...(!isChoice && { object: shape.valueOf(stateOf(isState) ?? '') }) };
    }
    if (
      a === undefined ||
      more !== undefined ||
      said.some(({ lower }) => lower === 'or') ||
      !this.asksState(said.slice(1))
    )
      return UNKNOWN;
    if (b === undefined) return UNKNOWN;
    const [thing, holder] =
      scene.now.has(a) && shape.slotsOf(b).length > 0 && !(scene.now.has(b) && scene.where(b) === a) ? [a, b] : [b, a];
    if (scene.is(thing, 'person') && scene.is(holder, 'person')) return UNKNOWN;
    if (!scene.now.has(thing) || shape.slotsOf(holder).length === 0) return UNKNOWN;
    const held = this.held(holder, []);
    return 'why' in held ? held : { ...held, object: shape.objectOf(thing) };
  }
}

function stateOf(word: string): string | undefined {
  for (const states of STATE_KINDS)
    if (states.length === 2) for (const names of states) if (names.includes(word)) return names[0];
  return undefined;
}
