import { wordSet as set } from '../language/word-set';
import { isTime } from './adverbials';
import * as lexicon from '../language/lexicon';
import type { Event, Reference, Span } from './said';
import { STATE_WORDS } from '../telling/switches';
import { Travels } from './travels';

/** A thing with two states is turned, or becomes what it is said to be. */
export class Turning extends Travels {
  /** Who acts when it is nobody of the story, by what they are. */
  protected acting: (Reference & { kind: 'holder' }) | undefined;

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

  protected byWhom(): Reference | 'nobody' | undefined {
    if (!this.take('by')) return undefined;
    return this.attempt(() => this.somebody()) ? 'nobody' : this.name(false);
  }

  /** `Ben does not flip the coin` */
  protected unturned(span: () => Span): Event | undefined {
    this.agent();
    if (!this.takeAny(NOT) || !this.takeOne(TURNS_BASE)) return undefined;
    const what = this.switchName();
    this.take('over');
    return what && { kind: 'still', ...span() };
  }

  /** `Flip the switch`, `Ann turns the light off`, `Ben turns over the coin`, `She opens the door`. */
  protected turned(span: () => Span): Event | undefined {
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
  protected isTurned(span: () => Span): Event | undefined {
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
  protected becomes(span: () => Span): Event | undefined {
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

const ACTS = [lexicon.SWAP, lexicon.PUT, lexicon.TAKE_UP, lexicon.EMPTY, lexicon.ROTATE, lexicon.TURNS];
const STATE_PHRASES = STATE_WORDS.map((words) => words.split(' '));
const YOU = set('i you we');
const SOMEONE = set('someone somebody');
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
