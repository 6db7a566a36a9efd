import type { Clause } from '../grammar/clause';
import { unowned, type Noun } from '../grammar/nouns/noun';
import { uncertain } from '../world/references';
import type { Roles } from './roles';
import { isPersonNoun } from '../grammar/noun-kinds';
import type { Move, Story } from '../world/story';
import { has } from '../../language/verbs';
import { fault } from '../world/world';

type Span = { start: number; end: number };

/** What is given for something: `gives Zeb the marble for his coin`, `gets a pen for it from Jorge`. */
export class Prices {
  constructor(
    private readonly story: Story,
    private readonly spanOf: (clause: Clause) => Span,
  ) {}

  /** What is given for it: `for his coin`, `for it`; undefined where `for` says something else. */
  price({ clause }: Roles): Noun | undefined {
    const { story } = this;
    const all = clause.phrases.filter(
      ({ preposition, isLeading, nouns }) => preposition === 'for' && !isLeading && nouns.length === 1,
    );
    return all
      .flatMap(({ nouns }) => nouns)
      .find((noun) => {
        const isIt =
          noun.pronoun === 'it' ||
          noun.pronoun === 'what' ||
          (noun.pronoun === 'them' && story.references.all(noun).some(([id]) => story.world.is(id ?? -1, 'thing')));
        const ids = story.references.all(unowned(noun)).flat();
        return (
          isIt || (noun.pronoun === undefined && ids.length > 0 && !ids.some((id) => story.world.is(id, 'person')))
        );
      });
  }

  /** Two things that go at once, or the one of them that is still to go. @throws NotationError where that is not certain */
  act(roles: Roles, price: Noun): void {
    const { story } = this;
    const { clause } = roles;
    const { verb, subject, objects, link } = clause;
    const span = this.spanOf(clause);
    const [who, more] = subject;
    const themes = objects.at(-1);
    const [theme, another] = themes ?? [];
    if (!verb || verb.isPassive || !who || more || !theme || another)
      throw fault(price, 'what is given for what is not certain');
    // `lets Ben have the coin for it`
    const lender = link?.kind === 'say' && has(verb.lemma, 'have') ? link.of?.subject[0] : undefined;
    const isGift = has(verb.lemma, 'carry') && (objects.length === 2 || roles.phrases('to').length > 0);
    const recipient = objects.length === 2 ? objects[0]?.[0] : roles.phrases('to')[0]?.nouns[0];
    const other = isGift ? recipient : (lender ?? roles.source() ?? roles.with()?.[0]);
    const ones = this.people(who);
    const pairs = ones.flatMap((one) => {
      const others = other ? this.people(other) : this.holdersOf(theme);
      return others
        .filter((each) => each !== one)
        .flatMap((each) => this.moves(theme, price, isGift ? [one, each] : [each, one]));
    });
    const [only, second] = pairs;
    if (!only || second) throw uncertain(price, [], story.world);
    for (const { thing } of only) story.references.mention([thing]);
    story.happen(only, span);
  }

  /** The theme goes from the first to the second, the price back, where it is not there already. */
  private moves(theme: Noun, price: Noun, [from, to]: [number, number]): Move[][] {
    const { story } = this;
    const { world } = story;
    const gifts = this.held(theme, from);
    const backs = this.held(price, to);
    const there = this.held(price, from).length === 1 && backs.length === 0;
    const isNew =
      gifts.length === 0 &&
      ['indefinite', 'bare', 'name', 'title'].includes(theme.kind) &&
      !story.knows(theme) &&
      !story.empty.has(from) &&
      (!world.moved.has(from) || there);
    if ((gifts.length === 0 && !isNew) || (backs.length !== 1 && !there)) return [];
    if (isNew) {
      const thing = story.introduce(theme, 'thing');
      world.place(thing, from);
      if (story.begun)
        story.remark(theme, `nothing was said of ${theme.shown} before: taken to be with ${world.name(from)} at first`);
      gifts.push(thing);
    }
    return gifts.map((gift) => [{ thing: gift, to }, ...(there ? [] : backs.map((thing) => ({ thing, to: from })))]);
  }

  private held(noun: Noun, holder: number): number[] {
    const { world, references } = this.story;
    if (noun.pronoun === 'what') return world.held(holder, 'thing');
    return references
      .all(unowned(noun))
      .flatMap((ids) => (ids.length === 1 ? ids : []))
      .filter((id) => world.now.get(id) === holder);
  }

  private holdersOf(theme: Noun): number[] {
    const { world, references } = this.story;
    const found = references
      .all(theme)
      .flat()
      .flatMap((id) => world.now.get(id) ?? []);
    return found.length > 0 ? [...new Set(found)] : [this.story.outside];
  }

  private people(noun: Noun): number[] {
    const { story } = this;
    const ids = story.references.all(noun).flatMap((each) => (each.length === 1 ? each : []));
    if (ids.length > 0) return ids.filter((id) => story.world.is(id, 'person'));
    return noun.pronoun === undefined && isPersonNoun(noun) ? [story.person(noun)] : [];
  }
}

/** `uses the dollar to buy a stamp`: buys it for the dollar. */
export function withPayments(clauses: Clause[]): void {
  for (const [k, clause] of clauses.entries()) {
    const next = clauses[k + 1];
    const [money, more] = clause.objects;
    const isPaying =
      clause.verb?.lemma === 'use' &&
      !clause.verb.isNegated &&
      clause.verb.modal === undefined &&
      money?.length === 1 &&
      !more;
    if (!isPaying || next?.link?.kind !== 'to' || next.link.of !== clause || next.verb?.lemma !== 'buy') continue;
    const { verb } = next;
    clauses.splice(k, 2, {
      ...next,
      subject: clause.subject,
      verb: { ...verb, form: clause.verb?.form ?? 'past', isInfinitive: false },
      phrases: [...clause.phrases, ...next.phrases, { preposition: 'for', nouns: money, isLeading: false }],
      from: clause.from,
    });
    delete clauses[k]?.link;
  }
}
