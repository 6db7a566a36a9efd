import { isNear } from '../language/near';
import type { Possession, Reference, Span, Thing } from '../phrases/said';
import { fault, nameOf } from './roster';
import { Whereabouts } from './whereabouts';

/** Who gives and who gets something, also where nothing was said of them before. */
export class Newcomers extends Whereabouts {
  /**
   * Who gets something: also somebody, or a box, of whom nothing was said. That is told in a remark, and is an error
   * where the name looks like a slip of the pen.
   */
  receiver(reference: Reference, actor?: number): number {
    const name = nameOf(reference);
    if (reference.kind === 'thing' && !this.closed) return this.giver(reference);
    if (name === undefined || this.names.get(name) !== undefined || !this.closed || this.label !== undefined)
      return reference.kind === 'holder' ? this.container(reference) : this.resolve(reference, actor);
    const like = this.members.find((member) => isNear(member.name, name));
    if (this.isComplete || like)
      throw fault(
        reference,
        `'${name}' is not one of those in this story: ${like ? `${like.name} is` : this.shortList()}`,
      );
    const member = this.add(name, reference);
    const who = this.members[member];
    if (who) Object.assign(who, { isUnsaid: false, ...(reference.kind === 'holder' && { isContainer: true }) });
    this.mention(member);
    this.remarks.push({
      start: reference.start,
      end: reference.end,
      text: `nothing was said of ${name} before: taken to hold nothing at first`,
    });
    return member;
  }

  /** Where things are taken from. */
  source(reference: Reference): number {
    const isNew = reference.kind === 'holder' && this.names.get(reference.name) === undefined && !this.closed;
    return isNew ? this.container(reference) : this.resolve(reference);
  }

  /** Who gives something: also somebody of whom nothing was said, as long as nobody was. */
  giver(reference: Reference, gift?: Possession): number {
    const newcomer = this.newcomer(reference, gift);
    if (newcomer !== undefined) return newcomer;
    if (reference.kind !== 'thing' || this.names.get(`the ${reference.words.join(' ')}`) !== undefined)
      return this.resolve(reference);
    if (this.closed || this.label !== undefined || this.called(reference.words) !== undefined)
      return this.resolve(reference);
    const member = this.add(`the ${reference.words.join(' ')}`, reference);
    this.mention(member);
    return member;
  }

  /** `Nina gave him her peach`: of Nina nothing was said before. */
  newcomer(reference: Reference, gift: Possession | undefined): number | undefined {
    const isNew = reference.kind === 'person' && this.closed && this.names.get(reference.name) === undefined;
    if (!isNew || gift?.owner !== 'own' || !gift.thing || gift.words.length === 0 || !this.mayCome(reference.name))
      return undefined;
    const member = this.add(reference.name, reference);
    this.nameAs(this.invent(member), gift);
    this.mention(member);
    return member;
  }

  /** The member meant, or somebody new. */
  whoever(reference: Reference): number {
    const isNew =
      reference.kind === 'person' && this.names.get(reference.name) === undefined && this.mayCome(reference.name);
    if (!isNew) return this.resolve(reference);
    const member = this.add(reference.name, reference);
    this.mention(member);
    return member;
  }

  /** Somebody new, of whom it is said what they have. */
  comes(name: string, thing: Thing, span: Span): void {
    const member = this.add(name, span);
    this.mention(member);
    this.hold(member, thing, { isOwn: true });
  }
}
