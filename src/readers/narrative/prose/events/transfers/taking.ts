import { PREPOSITIONS } from '../../../language/acts';
import { wordSet } from '../../../language/word-set';
import type { Clause } from '../../grammar/clause';
import { isTime } from '../../grammar/noun-kinds';
import type { Noun } from '../../grammar/nouns/noun';
import * as words from '../../grammar/words';
import { uncertain } from '../../world/references';
import { fault } from '../../world/world';
import type { Roles } from '../roles';
import { Placing } from './placing';

/** What one does with what one has just been given. */
const CATCHES = wordSet('catch receive accept get');

/** Things that somebody gets from another, or from somewhere. */
export abstract class Taking extends Placing {
  abstract carry(roles: Roles, how: { isGift: boolean }): boolean;

  /** `takes the ball from Ben`, `grabs Ben's ball`. */
  take(roles: Roles): boolean {
    const { clause } = roles;
    const { story } = this;
    const passive = clause.verb?.isPassive === true;
    const [first, second] = clause.objects;
    const goal = roles.phrasesWith(PREPOSITIONS.goal).length > 0 ? roles.goal() : undefined;
    if ((second && !passive) || (goal && !(goal.words.at(-1) === 'home'))) {
      const themes = second ?? first ?? (passive ? clause.subject : undefined);
      if (themes?.some((noun) => roles.known(noun))) return this.carry(roles, { isGift: false });
    }
    const themes = (passive ? clause.subject : first)?.map((noun) => this.ofOther(noun, clause));
    if (!themes || themes.length === 0) return false;
    const knows = themes.some((noun) => roles.known(noun));
    const light = themes.every((noun) => words.LIGHT.has(noun.words.at(-1) ?? '') && !roles.known(noun));
    // `took her into the kitchen`, whoever she is
    const goesOn = [...roles.phrasesWith(PREPOSITIONS.goal), ...roles.phrases('from')].some(({ nouns }) =>
      nouns.some((noun) => !isTime(noun)),
    );
    const someone = themes.find(({ pronoun }) => ['him', 'her', 'them'].includes(pronoun ?? ''));
    if (!knows && someone && goesOn && story.begun) throw uncertain(someone, [], story.world);
    const source = roles.source();
    // `took everything out of the box`
    const isAll =
      source !== undefined && roles.known(source) && themes.every(({ pronoun }) => pronoun === 'everything');
    const arePronouns = themes.every(({ pronoun }) => pronoun !== undefined && pronoun !== 'it');
    if (light || (!knows && arePronouns && !isAll)) return false;
    if (!knows && !(source && roles.known(source))) return this.fresh(roles, themes);
    if (passive) {
      const by = roles.by();
      if (by)
        this.move(roles, themes, {
          agent: { ids: [] },
          isGift: false,
          target: [this.taker(by)],
          isBack: false,
          ...(source && { source }),
        });
      else this.out(themes, { ids: [] }, roles);
      return true;
    }
    // `Take the ball out of the box and put it there`
    if (clause.subject.length === 0 && source && roles.known(source) && !roles.isPerson(source)) {
      this.out(themes, { ids: [] }, roles);
      return true;
    }
    if (clause.subject.length !== 1) throw fault(this.span(clause), 'who gets it is not certain');
    const who = clause.subject[0] as Noun;
    // `Today we drew names`, before all else
    const areWe = ['we', 'they'].includes(who.pronoun ?? '') && story.references.all(who).length === 0;
    if (areWe && !story.begun && !story.knowsAny(themes)) return true;
    const found = story.references
      .all(who)
      .filter((ids) => ids.length === 1)
      .flat();
    // `the wizard's apprentice …. Then he took the ring`: the apprentice, and not whose apprentice he is
    const heads =
      found.length > 1 && who.pronoun !== undefined
        ? found.filter((id) => !found.some((other) => story.world.entities[other]?.owner === id))
        : found;
    const targets = heads.length > 0 ? heads : [this.taker(who)];
    // `got the doll back for her`
    const forWhom = clause.adverbs.includes('back') ? this.benefit(roles) : undefined;
    if (forWhom && roles.known(forWhom)) {
      this.move(roles, themes, { agent: { ids: [] }, isGift: false, target: this.goals(forWhom), isBack: false });
      return true;
    }
    // `tossed it to Eero, who caught it`
    if (CATCHES.has(clause.verb?.lemma ?? '') && !source && targets.length === 1 && themes.length === 1) {
      const things = story.references.all(themes[0] as Noun, targets);
      if (things.length === 1 && things[0]?.every((id) => story.world.now.get(id) === targets[0])) return true;
    }
    this.move(roles, themes, {
      agent: { ids: [] },
      isGift: false,
      target: targets,
      isBack: false,
      ...(source && { source }),
    });
    return true;
  }

  /** `gives Petra his ticket and takes hers`: not what is the taker's own. */
  private ofOther(noun: Noun, { subject }: Clause): Noun {
    const { owner } = noun;
    if (!owner || !['she', 'he'].includes(owner.pronoun ?? '') || noun.words.length > 0 || subject.length !== 1)
      return noun;
    const takers = subject.flatMap((each) => this.story.references.all(each).flat());
    const found = [...new Set(this.story.references.all(owner).flat())].filter((id) => !takers.includes(id));
    return found.length === 1 && found[0] !== undefined ? { ...noun, owner: { ...owner, meant: found[0] } } : noun;
  }

  /** Something of which nothing was said. */
  private fresh(roles: Roles, themes: readonly Noun[]): boolean {
    const { story } = this;
    const { clause } = roles;
    const isNew = themes.every(
      (noun) =>
        noun.kind === 'indefinite' ||
        noun.kind === 'name' ||
        noun.kind === 'bare' ||
        noun.kind === 'title' ||
        !story.begun,
    );
    // `lets her have the part`: which one it is
    const role = themes.find((noun) => noun.kind === 'definite' && words.ROLES.has(noun.words.join(' ')));
    if (role && story.begun) throw fault(role, `which ${role.shown} is meant is not certain`);
    const [who] = clause.subject;
    if (!who || clause.subject.length !== 1 || !roles.isPerson(who)) return false;
    if (!isNew) throw fault(themes[0] as Noun, `nothing was said of '${(themes[0] as Noun).shown}' before`);
    if (story.begun) {
      const to = story.one(who);
      const moves = themes.map((noun) => {
        const thing = story.introduce(noun, 'thing');
        story.world.place(thing, story.outside);
        story.remark(noun, `nothing was said of ${noun.shown} before: taken to come from outside`);
        story.note(noun, [thing]);
        return { thing, to };
      });
      story.happen(moves, this.span(clause));
      return true;
    }
    // `A thief stole the diamond from the duchess`
    const source = roles.source();
    if (!source || source.pronoun !== undefined || !roles.isPerson(source) || themes.some((noun) => noun.isPlural))
      return false;
    const giver = story.person(source);
    const taker = this.taker(who);
    const moves = themes.map((noun) => {
      const thing = story.introduce(noun, 'thing');
      story.world.place(thing, giver);
      return { thing, to: taker };
    });
    story.happen(moves, this.span(clause));
    for (const { thing } of moves) story.references.mention([thing]);
    return true;
  }

  /** `brings tea for Hugo` */
  protected benefit(roles: Roles): Noun | undefined {
    const [phrase] = roles.phrases('for');
    const lemma = roles.clause.verb?.lemma ?? '';
    const noun = phrase?.nouns[0];
    return noun &&
      phrase.nouns.length === 1 &&
      roles.isPerson(noun) &&
      ['bring', 'fetch', 'buy', 'get', 'order', 'leave'].includes(lemma)
      ? noun
      : undefined;
  }
}
