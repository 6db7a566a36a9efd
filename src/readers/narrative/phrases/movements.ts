import { wordSet as set } from '../language/word-set';
import { isTime } from './adverbials';
import * as lexicon from '../language/lexicon';
import type { Event, Moved, Possession, Reference, Span } from './said';
import { STATE_WORDS } from '../telling/switches';
import type { Token } from '../language/tokens';
import { Travels } from './travels';

/** Clauses in which things go one way, and things with two states are turned. */
export class Movements extends Travels {
  /** Who acts when it is nobody of the story, by what they are. */
  protected acting: (Reference & { kind: 'holder' }) | undefined;

  protected movement(span: () => Span): Event | undefined {
    return (
      this.attempt(() => this.unturned(span)) ??
      this.attempt(() => this.turned(span)) ??
      this.attempt(() => this.isTurned(span)) ??
      this.guess(() => this.becomes(span)) ??
      this.attempt(() => this.empties(span)) ??
      this.guess(() => this.travel(span)) ??
      this.attempt(() => this.puts(span)) ??
      this.guess(() => this.isPut(span))
    );
  }

  /** Who acts, if anybody: `Alice`, `she`, `the magician`, `you`. */
  protected agent(): Reference | 'nobody' {
    const { at } = this;
    const { start } = this.peek();
    this.acting = undefined;
    const outsider = this.attempt(() => this.somebody()) ?? this.attempt(() => this.stranger());
    if (outsider) {
      const said = this.tokens.slice(at, this.at).filter(({ lower }) => !lexicon.ADVERBS.has(lower));
      const words = said.slice(1).map(({ lower }) => lower);
      const isNamed = ['the', 'a', 'an'].includes(said[0]?.lower ?? '') && words.length > 0;
      if (isNamed)
        this.acting = { kind: 'holder', name: `the ${words.join(' ')}`, start, end: said.at(-1)?.end ?? start };
      return 'nobody';
    }
    const found = this.attempt(() => {
      const who = this.holder();
      return who?.kind === 'holder' && this.names.get(who.name) === undefined ? undefined : who;
    });
    this.adverbs();
    this.attempt(() => (this.take('then') ? true : undefined));
    return found ?? 'nobody';
  }

  /** `an elf`, `the farmer`: whoever does it, when no one of the story is called so. */
  private stranger(): true | undefined {
    if (!this.determiner() && !this.take('another')) return undefined;
    for (let length = 0; length < 4; length++) {
      const { kind, lower, possessive } = this.peek();
      if (length > 0 && ACTS.some((verbs) => verbs.has(lower))) return true;
      if (kind !== 'word' || possessive || lexicon.BE.has(lower) || this.nameLength() > 0) return undefined;
      // `the two of them`
      if (lexicon.PRONOUNS.has(lower) || lexicon.numberOf(lower) !== undefined) return undefined;
      this.at++;
    }
    return undefined;
  }

  /** `the dealer`, `you` */
  protected somebody(): true | undefined {
    if (this.names.matchAt(this.tokens, this.at) > 0) return undefined;
    if (!this.takeOne(YOU) && !this.takeOne(SOMEONE)) {
      if (!this.take('the') && !this.take('a')) this.take('an');
      if (!this.takeOne(lexicon.OUTSIDERS)) return undefined;
    }
    this.adverbs();
    return true;
  }

  /** `Alice empties box A into box B` */
  private empties(span: () => Span): Event | undefined {
    const agent = this.agent();
    if (!this.takeOne(lexicon.EMPTY)) return undefined;
    this.take('the', 'contents', 'of');
    const from = this.holder();
    if (!from) return undefined;
    const to = this.attempt(() => (this.takeOne(INTO) ? this.holder() : undefined));
    return { kind: 'put', things: 'all', from, to: to ?? 'outside', ...(agent !== 'nobody' && { agent }), ...span() };
  }

  /** `Move the key from box A to box B`, `Ben takes the coin out of the drawer`. */
  private puts(span: () => Span): Event | undefined {
    const agent = this.agent();
    const verb = this.peek().lower;
    const takes = lexicon.TAKE_UP.has(verb);
    const discards = lexicon.DISCARD.has(verb);
    if (!takes && !discards && !lexicon.PUT.has(verb)) return undefined;
    this.at++;
    if (verb.startsWith('pick')) this.take('up');
    if (takes) this.take('out');
    const moved = this.moved();
    // `gets bored and goes home`
    const isState = moved && moved.things !== 'all' && moved.things.some(({ words }) => isFeeling(words));
    if (!moved || isState === true) return undefined;
    if (verb.startsWith('pick')) this.take('up');
    const { from, to } = this.ways(moved.from);
    if (moved.things === 'all' && !from && agent === 'nobody') return undefined;
    // Who takes something has it then.
    const { acting } = this;
    if (takes && !to && agent === 'nobody' && acting)
      return { kind: 'put', things: moved.things, ...(from && { from }), to: acting, ...span() };
    // `Take the key` of nobody to nowhere says too little.
    if (!to && !discards && (!takes || (agent === 'nobody' && !from))) return undefined;
    if (to === 'outside' && !discards && !from && !takes && !AWAY_VERBS.has(verb)) return undefined;
    return {
      kind: 'put',
      things: moved.things,
      ...(agent !== 'nobody' && { agent }),
      ...(from ? { from } : agent !== 'nobody' && lexicon.GIVE.has(verb) && { from: agent }),
      ...(to ? { to } : discards && { to: 'outside', isDropped: /^(?:drop|discard)/.test(verb) }),
      ...span(),
    };
  }

  /** `…, the dictionary from shelf A to shelf B`: done as what was said before. */
  protected alsoPut(before: Event | undefined, span: () => Span): Event | undefined {
    if (before?.kind !== 'put' && before?.kind !== 'travel') return undefined;
    // `…, and then returns to the galley` names no thing.
    const { lower, text, kind } = this.peek();
    const isNamed =
      lexicon.DETERMINERS.has(lower) || kind === 'quote' || /^[\p{Lu}\p{Lo}]/u.test(text) || isLabelled(this.peek(1));
    if (!isNamed || lexicon.VERBS.has(lower)) return undefined;
    const moved = this.moved();
    const { from, to } = this.ways(moved?.from);
    if (!moved || !to) return undefined;
    const agent = before.kind === 'put' ? before.agent : undefined;
    return { kind: 'put', things: moved.things, ...(agent && { agent }), ...(from && { from }), to, ...span() };
  }

  /** `The key is moved from box A to box B`, `The coin goes into the drawer`. */
  private isPut(span: () => Span): Event | undefined {
    const moved = this.moved();
    if (!moved) return undefined;
    const isDone = this.takeOne(lexicon.BE);
    this.adverbs();
    if (isDone ? !this.takeOne(lexicon.PUT_PASSIVE) : !this.takeOne(GOES)) return undefined;
    const by = isDone && this.attempt(() => this.byWhom());
    const { from, to } = this.ways(moved.from);
    const agent = by ?? (isDone && this.attempt(() => this.byWhom()));
    if (!to && !(isDone && from)) return undefined;
    return {
      kind: 'put',
      things: moved.things,
      ...(to && agent && agent !== 'nobody' && { agent }),
      ...(from && { from }),
      // `is taken from box A by Ben`: Ben has it then
      to: to ?? (agent && agent !== 'nobody' ? agent : 'outside'),
      ...span(),
    };
  }

  private byWhom(): Reference | 'nobody' | undefined {
    if (!this.take('by')) return undefined;
    return this.attempt(() => this.somebody()) ? 'nobody' : this.name(false);
  }

  /** `from box A`, `out of the drawer`, `into box B`, `away`, in any order. */
  private ways(before: Reference | undefined): { from?: Reference; to?: Reference | 'outside' } {
    let from = before;
    let to: Reference | 'outside' | undefined;
    for (;;) {
      this.adverbs();
      const source = from ? undefined : this.attempt(() => this.source());
      if (source) {
        from = source;
        continue;
      }
      const target = to ? undefined : this.attempt(() => this.target());
      if (!target) break;
      to = target;
    }
    return { ...(from && { from }), ...(to && { to }) };
  }

  private source(): Reference | undefined {
    const found =
      this.take('out', 'of') ||
      this.take('off', 'of') ||
      this.take('off') ||
      (this.take('from') && (this.takeOne(INSIDE) !== undefined || true));
    return found ? this.holder() : undefined;
  }

  private target(): Reference | 'outside' | undefined {
    if (INTO.has(this.peek(1).lower)) this.takeOne(ASIDE);
    if (this.take('away') || this.take('aside') || this.take('out') || this.take('outside')) return 'outside';
    this.take('back');
    if (!this.takeOne(INTO) && !this.attempt(() => (this.take('on', 'top', 'of') ? true : undefined))) return undefined;
    if (this.attempt(() => (this.take('the') && this.takeOne(NOWHERE) ? true : undefined))) return 'outside';
    return this.holder();
  }

  /** `the key`, `the key and the coin`, `everything`, `the contents of box A`, `it`. */
  protected moved(): { things: Moved; from?: Reference } | undefined {
    const all = this.attempt(() => {
      if (this.take('everything') || this.take('all')) {
        if (this.take('of')) this.take('the');
        this.takeOne(lexicon.POSSESSIVES);
        this.takeOne(CONTENTS);
        const from = this.attempt(() => (this.takeOne(IN) ? this.holder() : undefined));
        return { things: 'all' as const, ...(from && { from }) };
      }
      if (!this.take('the') && !this.takeOne(lexicon.POSSESSIVES)) return undefined;
      if (!this.take('contents')) return undefined;
      const from = this.take('of') ? this.holder() : undefined;
      return { things: 'all' as const, ...(from && { from }) };
    });
    if (all) return all;
    const things: Possession[] = [];
    do {
      const next = this.attempt(() => this.labelledPossession()) ?? this.possession();
      if (!next) return undefined;
      things.push(next);
    } while (this.attempt(() => this.another()));
    return { things };
  }

  /** `train A`, `ball 2` */
  private labelledPossession(): Possession | undefined {
    const { start } = this.peek();
    const thing = this.labelledThing();
    return thing && { words: thing.words, thing, start, end: this.last };
  }

  /** A comma or `and` before another thing, not before another clause. */
  private another(): true | undefined {
    const comma = this.take(',');
    const and = this.take('and');
    if (!comma && !and) return undefined;
    const before = this.at;
    // `takes the key and puts it …`: no thing is called `puts`.
    if (MOVES.some((verbs) => verbs.has(this.peek().lower))) return undefined;
    const next = this.possession();
    const isThing =
      next && !next.isIt && !lexicon.PUT.has(this.peek().lower) && !lexicon.TAKE_UP.has(this.peek().lower);
    this.at = before;
    return isThing ? true : undefined;
  }

  /** `Ben does not flip the coin` */
  private unturned(span: () => Span): Event | undefined {
    this.agent();
    if (!this.takeAny(NOT) || !this.takeOne(TURNS_BASE)) return undefined;
    const what = this.switchName();
    this.take('over');
    return what && { kind: 'still', ...span() };
  }

  /** `Flip the switch`, `Ann turns the light off`, `Ben turns over the coin`, `She opens the door`. */
  private turned(span: () => Span): Event | undefined {
    this.agent();
    const verb = this.peek();
    const known = MAKES[verb.lower];
    if (known !== undefined) {
      this.at++;
      const what = this.switchName();
      return what && { kind: 'turn', what, to: known, ...span() };
    }
    if (!TURNS.has(verb.lower)) return undefined;
    this.at++;
    const sets = SETS.has(verb.lower);
    const early = sets ? this.attempt(() => this.state()) : undefined;
    const over = this.take('over');
    const what = this.switchName();
    if (!what) return undefined;
    const state = early ?? (sets ? this.attempt(() => this.newState()) : undefined);
    if (state !== undefined) return { kind: 'turn', what, to: state, ...span() };
    const turnsOver = over || this.take('over');
    if (WAYS.has(this.peek().lower)) return undefined;
    // `turns the key` and `sets the lamp` turn nothing to its other state; `turns the coin over` does.
    return turnsOver || !NEEDS_OVER.has(verb.lower) ? { kind: 'turn', what, ...span() } : undefined;
  }

  private newState(): string | undefined {
    this.take('to');
    this.take('be');
    return this.state();
  }

  /** `The light is turned on`, `The switch is flipped`, `The coin is turned over`. */
  private isTurned(span: () => Span): Event | undefined {
    const what = this.switchName();
    if (!what || !(this.takeOne(lexicon.BE) ?? this.takeOne(GETS))) return undefined;
    this.adverbs();
    const known = MADE[this.peek().lower];
    if (known !== undefined) {
      this.at++;
      this.attempt(() => this.byWhom());
      return { kind: 'turn', what, to: known, ...span() };
    }
    const verb = this.takeOne(TURNED);
    if (!verb) return undefined;
    const state = this.attempt(() => this.newState());
    const over = this.take('over');
    if (state === undefined && NEEDS_OVER.has(verb.lower) && !over) return undefined;
    this.attempt(() => this.byWhom());
    return { kind: 'turn', what, ...(state !== undefined && { to: state }), ...span() };
  }

  /** `It turns green`, `The light goes off` */
  private becomes(span: () => Span): Event | undefined {
    const what = this.switchName();
    this.adverbs();
    if (!what || !this.takeOne(BECOMES)) return undefined;
    this.adverbs();
    const to = this.newState();
    return to === undefined ? undefined : { kind: 'turn', what, to, ...span() };
  }

  /** `the TV` */
  private properName(): string[] | undefined {
    const name = this.tokens[this.at - 1]?.lower === 'the' ? this.name(false) : undefined;
    return name?.kind === 'person' && this.names.get(name.name) === undefined
      ? name.name.toLowerCase().split(' ')
      : undefined;
  }

  /** `…, and then the bathroom light too` */
  protected alsoTurned(before: Event | undefined, span: () => Span): Event | undefined {
    if (before?.kind !== 'turn') return undefined;
    const what = this.switchName();
    const { to } = before;
    return what && what.length > 0 ? { kind: 'turn', what, ...(to !== undefined && { to }), ...span() } : undefined;
  }

  /** Words for a state, such as `heads up`. */
  protected state(): string | undefined {
    return STATE_PHRASES.find((words) => this.takeAny([words]))?.join(' ');
  }

  /** `the red light`, `lamp 2`, `the switch of the lamp`; `it` has no words. */
  protected switchName(): string[] | undefined {
    if (this.take('it') || this.take('them')) return [];
    if (!this.determiner() && !this.takeOne(lexicon.POSSESSIVES)) this.attempt(() => this.name(true));
    const words = this.attempt(() => this.nounPhrase()) ?? this.attempt(() => this.properName());
    const worked = this.takeOne(SWITCHES);
    if (worked && this.takeOne(OF)) return this.switchName();
    // `the switch in the hall` works what is there.
    const there =
      worked && this.attempt(() => (this.takeOne(INSIDE_OF) && this.take('the') ? this.nounPhrase() : undefined));
    if (there) return ['in', 'the', ...there];
    // `the light switch` works the light.
    if (worked) return words ?? [worked.lower];
    if (!words) return undefined;
    const mark = this.peek();
    if (mark.kind === 'number' || /^[A-Z]$/.test(mark.text) || lexicon.numberOf(mark.lower) !== undefined) {
      this.at++;
      return [...words, mark.text];
    }
    // `the light in the hall`
    const where = this.attempt(() => {
      const place = this.takeOne(INSIDE_OF) && this.take('the') ? this.nounPhrase() : undefined;
      return place && !isTime(place.at(-1) ?? '') ? place : undefined;
    });
    return where ? [...words, 'in', 'the', ...where] : words;
  }
}

function isFeeling(words: readonly string[]): boolean {
  return words.some((word) => lexicon.FEELINGS.has(word));
}

function isLabelled({ kind, text }: Token): boolean {
  return kind === 'number' || /^[A-Z]$/.test(text);
}

const ACTS = [lexicon.SWAP, lexicon.PUT, lexicon.TAKE_UP, lexicon.EMPTY, lexicon.ROTATE, lexicon.TURNS];

const STATE_PHRASES = STATE_WORDS.map((words) => words.split(' '));
const YOU = set('i you we');
const SOMEONE = set('someone somebody');
const INTO = set('to into in onto on inside under beneath within behind');
const ASIDE = set('away over');
const INSIDE = set('inside under behind');
const IN = set('in of from inside');
const CONTENTS = set('contents things items objects belongings stuff content');
const MOVES = [lexicon.PUT, lexicon.TAKE_UP, lexicon.DISCARD, lexicon.GIVE];
/** `on the floor` is nobody's. */
const NOWHERE = set('floor ground bin trash rubbish');
const AWAY_VERBS = set('throw throws threw toss tosses tossed put puts take takes took');
const GOES = lexicon.TRAVEL;
const WAYS = set('on off to into in onto from out with for towards inside under up down away');
const GETS = set('gets got');
const INSIDE_OF = set('in at');
const SWITCHES = set('switch button lever toggle');
const OF = set('of for on');
const NOT = ['does not', "doesn't", 'did not', "didn't", 'do not', "don't", 'never'].map((words) => words.split(' '));
const TURNS_BASE = set('flip toggle reverse invert press push touch turn flips toggles reverses flick');
const BECOMES = set(
  'turn turns turned become becomes became go goes went change changes changed switch switches switched',
);
const SETS = set(
  'turn turns turned switch switches switched set sets flip flips flipped paint paints painted dye dyes dyed',
);
const TURNS = set(
  'flip flips flipped toggle toggles toggled reverse reverses reversed invert inverts inverted flick flicks flicked press presses ' +
    'pressed push pushes pushed hit hits pull pulls pulled turn turns turned switch switches switched set sets paint paints painted dye ' +
    'dyes dyed',
);
const TURNED = set('flipped toggled reversed inverted flicked pressed pushed hit pulled turned switched set');
/** These turn something only with `over`. */
const NEEDS_OVER = set('turn turns turned switch switches switched set sets paint paints painted dye dyes dyed');
const MAKES: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['open opens opened', 'open'],
    ['close closes closed shut shuts', 'closed'],
    ['lock locks locked', 'locked'],
    ['unlock unlocks unlocked', 'unlocked'],
    ['raise raises raised', 'raised'],
    ['lower lowers lowered', 'lowered'],
    ['activate activates activated', 'active'],
    ['deactivate deactivates deactivated', 'inactive'],
    ['enable enables enabled', 'enabled'],
    ['disable disables disabled', 'disabled'],
    ['arm arms armed', 'armed'],
    ['disarm disarms disarmed', 'disarmed'],
    ['unplug unplugs unplugged', 'unplugged'],
  ].flatMap(([verbs = '', state = '']) => verbs.split(' ').map((verb) => [verb, state])),
);
const MADE: Readonly<Record<string, string>> = {
  opened: 'open',
  closed: 'closed',
  shut: 'closed',
  locked: 'locked',
  unlocked: 'unlocked',
  raised: 'raised',
  lowered: 'lowered',
  activated: 'active',
  deactivated: 'inactive',
  enabled: 'enabled',
  disabled: 'disabled',
  armed: 'armed',
  disarmed: 'disarmed',
  unplugged: 'unplugged',
};
