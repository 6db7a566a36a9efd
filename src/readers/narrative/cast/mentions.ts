import type { Gender } from '../language/genders';
import { HE, SHE } from '../language/lexicon';
import type { Possession, Reference, Span, Thing } from '../phrases/said';
import { fault } from './roster';
import { Belongings } from './belongings';

/** How many sentences back a pronoun may look. */
const MEMORY = 4;

/** Who and what was spoken of last: what `she`, `they` and `it` may mean. */
export class Mentions extends Belongings {
  /** Members of this sentence, and of those before, the last first, for `she`, `he` and `they`. */
  protected mentioning: number[] = [];
  protected mentioned: number[][] = [];
  /** Somebody acted who is nobody in the story: a pronoun may mean them. */
  protected stranger: Gender | 'any' | undefined;
  /** Things of this sentence and of the last one that had any, for `it`. */
  private showing: number[] = [];
  private shown: number[] = [];

  nextSentence(): void {
    if (this.mentioning.length > 0) this.mentioned = [this.mentioning, ...this.mentioned].slice(0, MEMORY);
    if (this.showing.length > 0) this.shown = this.showing;
    this.mentioning = [];
    this.showing = [];
  }

  mention(member: number): void {
    if (!this.mentioning.includes(member) && !this.members[member]?.isContainer) this.mentioning.push(member);
  }

  /** The only one who can be meant, of this sentence, or of the last one that has any. */
  protected pronoun(reference: Reference & { kind: 'pronoun' }, other?: number): number {
    const gender = genderIn(reference.word);
    for (const group of [this.mentioning, ...this.mentioned]) {
      const fitting = group.filter((member) => (this.members[member]?.gender ?? gender) === gender);
      // Nobody gives to themselves.
      const candidates = fitting.length > 1 ? fitting.filter((member) => member !== other) : fitting;
      const [only, another] = candidates;
      if (only === undefined && gender) continue;
      if (gender && only !== undefined && another === undefined) {
        const who = this.members[only];
        if (who) who.gender = gender;
        return only;
      }
      const names = candidates.map((member) => this.members[member]?.name ?? '').join(' or ');
      throw fault(reference, `it is not certain who '${reference.word}' is${names === '' ? '' : `: ${names}`}`);
    }
    throw fault(reference, `it is not certain who '${reference.word}' is`);
  }

  /** What a member holds at first. What was said before (`each have a coin`) is then a noun for all of them. */
  hold(member: number, thing: Thing, { noun, isOwn }: { noun?: string; isOwn: boolean }): void {
    const who = this.members[member];
    if (!who) return;
    const [before] = this.holdings.of(member);
    const was = before === undefined ? undefined : this.things[before];
    const general = was?.called && !was.called.isTitle ? was.called.words.at(-1) : undefined;
    for (const word of [who.isOwn ? undefined : general, noun, thing.noun])
      if (word !== undefined) this.common.add(word);
    const called = thing.words.at(-1) === 'one' ? this.withNoun(thing) : thing;
    // What is said of one member alone is another thing, unless before it was said of all.
    const held = was && !who.isOwn ? was : this.things[this.invent(member)];
    if (held) {
      held.called = called;
      this.show(this.things.indexOf(held));
    }
    who.isOwn = isOwn;
    if (!thing.isTitle) this.nouns.add(called.words.at(-1) ?? '');
  }

  /** `it`: the only thing of this sentence, or of the last one that had any, or of the story. */
  it(span: Span): number {
    const bodies = new Set(this.bodies.values());
    const all = [...this.things.keys()].filter((thing) => !bodies.has(thing));
    const spoken = this.showing.length > 0 ? this.showing : this.shown;
    const [only, another] = spoken.length === 1 || all.length > 1 ? spoken : all;
    if (only === undefined || another !== undefined) throw fault(span, "it is not certain what 'it' is");
    return only;
  }

  /** The two things spoken of last. @throws NotationError when these are not two */
  them(span: Span): [number, number] {
    const [one, other, more] = this.showing.length > 0 ? this.showing : this.shown;
    if (one === undefined || other === undefined || more !== undefined)
      throw fault(span, "it is not certain which two 'them' are");
    return [one, other];
  }

  /** Marks a thing as spoken of. */
  show(thing: number): number {
    if (!this.showing.includes(thing)) this.showing.push(thing);
    return thing;
  }

  /** Whose pronoun a possession tells. @throws NotationError when it does not fit. */
  protected gender(thing: Possession, holder: number | undefined): void {
    const who = holder === undefined ? undefined : this.members[holder];
    if (!who || thing.pronoun === undefined) return;
    const gender = SHE.has(thing.pronoun) ? 'she' : HE.has(thing.pronoun) ? 'he' : undefined;
    if (gender && who.gender && who.gender !== gender)
      throw fault(thing, `'${thing.pronoun}' does not fit ${who.name}, who was '${who.gender}' before`);
    if (gender) who.gender = gender;
  }
}

export function genderIn(pronoun: string): Gender | undefined {
  return SHE.has(pronoun) ? 'she' : HE.has(pronoun) ? 'he' : undefined;
}
