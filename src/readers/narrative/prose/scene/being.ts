import { wordSet } from '../../language/word-set';
import type { Clause } from '../grammar/clause';
import { isBodyPart, type Noun } from '../grammar/nouns/noun';
import { isPersonNoun, isTime } from '../grammar/noun-kinds';
import * as words from '../grammar/words';
import { LINES } from '../events/rows';
import { isPersonLike } from './owning';
import { SPOTS, Standing } from './standing';

/** What `is` says: where something is, whose it is, what somebody plays. */
export class Being extends Standing {
  protected being(clause: Clause): boolean {
    const { story } = this;
    const { subject, objects } = clause;
    const there = subject[0]?.pronoun === 'there';
    const leading = clause.phrases.find(
      (phrase) => phrase.isLeading && words.PLACING.has(phrase.preposition) && !isTime(phrase.nouns[0] as Noun),
    );
    if (there || (subject.length === 0 && leading)) {
      const things = objects[0];
      const place = this.placing(clause);
      const [kind] = things ?? [];
      if (kind?.isPlural) story.lastNoun = kind.words.at(-1);
      const isCounted =
        (kind?.count ?? 0) > 1 && !story.begun && !words.PEOPLE.has(words.singularOf(kind?.words.at(-1) ?? ''));
      if (isCounted) story.counted ??= kind?.words.at(-1);
      // `There was a fox with a ring`
      const own = clause.phrases.find(({ preposition, isLeading }) => preposition === 'with' && !isLeading)?.nouns;
      if (own && things?.length === 1 && kind && isPersonNoun(kind) && !story.begun)
        return this.having(things, own, clause);
      if (!things || !place) return true;
      return this.putIn(place, things, clause);
    }
    const state = clause.words.find((word) => words.VACANT.has(word));
    if (state !== undefined && !clause.verb?.isNegated) return this.isEmpty(subject, clause);
    const spot = clause.words.find((word) => SPOTS.has(word)) ?? clause.adverbs.find((word) => SPOTS.has(word));
    const line = this.placing(clause);
    const isSetting = clause.phrases.every(({ isLeading }) => isLeading);
    const isLine = line === undefined || isSetting || LINES.has(line.words.at(-1) ?? '');
    if (spot !== undefined && subject.length === 1 && objects.length === 0 && isLine)
      return this.isAt(
        subject,
        spot,
        ['place', 'position'].find((kind) => kind === line?.words.at(-1)),
      );
    // `Ayla's desk is by the printer, Ben's by the plants`: there they are
    const [desk, ...desks] = subject;
    const isOwnSpot =
      desk?.owner !== undefined &&
      desks.length === 0 &&
      !story.begun &&
      isPersonLike(desk.owner, story) &&
      (desk.words.length === 0
        ? story.lastNoun !== undefined && words.SPOTS.has(story.lastNoun)
        : words.SPOTS.has(desk.words.at(-1) ?? ''));
    if (isOwnSpot && desk.owner && this.placing(clause)) {
      story.lastNoun = desk.words.at(-1) ?? story.lastNoun;
      const phrases = clause.phrases.map((phrase) => ({
        ...phrase,
        nouns: phrase.nouns.map((noun) => ({ ...noun, isPlural: false })),
      }));
      return this.located({ ...clause, phrases, subject: [desk.owner] });
    }
    const isOnlySetting = objects.length > 0 && clause.phrases.every(({ isLeading }) => isLeading);
    if (!isOnlySetting && this.located(clause)) return true;
    const [complement] = objects;
    const [owned, more] = subject;
    // `Each has an umbrella: Ken's is black`
    const { announced } = story;
    const which =
      clause.words.length === 1
        ? clause.words[0]
        : complement?.length === 1 && complement[0]?.kind === 'bare'
          ? complement[0].shown
          : undefined;
    const mine = owned?.owner && story.references.all(owned.owner).flat();
    if (
      owned &&
      announced &&
      !more &&
      (owned.words.length === 0 || owned.words.join(' ') === announced.noun) &&
      mine?.length === 1 &&
      which !== undefined &&
      !story.begun &&
      story.world.held(mine[0] ?? -1).length === 0
    ) {
      const own = {
        ...owned,
        kind: 'definite' as const,
        words: [which, announced.noun],
        shown: `${which} ${announced.noun}`,
      };
      delete own.owner;
      story.world.place(story.introduce(own, 'thing'), mine[0] ?? -1);
      return true;
    }
    // `Sven's bike is red`: a red bike, of which he has one
    const its = owned?.owner;
    const isOf =
      its !== undefined &&
      owned?.pronoun === undefined &&
      !more &&
      which !== undefined &&
      !story.begun &&
      clause.phrases.length === 0 &&
      (words.ADJECTIVES.has(which) || words.SUPERLATIVE.test(which) || /ed$|y$/.test(which)) &&
      (owned?.words.length === 1 || (owned?.words.length === 0 && story.lastNoun !== undefined)) &&
      isPersonLike(its, story) &&
      (its.kind === 'name' || story.knows(its)) &&
      !isBodyPart(owned) &&
      !words.PEOPLE.has(owned.words.at(-1) ?? '') &&
      !STATED.has(which);
    if (owned && its && isOf) {
      const head = owned.words[0] ?? story.lastNoun ?? '';
      const [id] = this.havers([its], false);
      const hers =
        id === undefined
          ? []
          : story.world.held(id, 'thing').filter((thing) => story.world.entities[thing]?.words.at(-1) === head);
      if (id !== undefined && hers.length === 0) {
        const own: Noun = { ...owned, kind: 'definite', words: [which, head], shown: `${which} ${head}` };
        delete own.owner;
        story.world.place(story.introduce(own, 'thing'), id);
        story.lastNoun = head;
        return true;
      }
    }
    if (!complement || !owned || more || complement.length !== 1) return true;
    const thing = complement[0] as Noun;
    // `Tom's gift is a scarf`
    const isOwned =
      owned.owner !== undefined && owned.words.length > 0 && owned.words.at(-1) !== thing.words.at(-1) && !story.begun;
    if (isOwned && owned.owner && (story.knows(owned.owner) || owned.owner.kind === 'name')) {
      const isThing =
        words.GENERIC.has(owned.words.at(-1) ?? '') ||
        [
          'partner',
          'job',
          'role',
          'position',
          'colour',
          'color',
          'duty',
          'task',
          'lunch',
          'book',
          'badge',
          'costume',
          'number',
          'choice',
        ].includes(owned.words.at(-1) ?? '');
      if (!isThing) return true;
      story.announced ??= { noun: owned.words.at(-1) ?? '', isRole: false };
      return this.having([owned.owner], [thing], clause);
    }
    return this.role(owned, thing, clause);
  }

  /** `Nadia is the queen`: what she is can be changed with another's. */
  protected role(who: Noun, what: Noun, clause: Clause, isTitled = false): boolean {
    const { story } = this;
    const head = what.words.at(-1) ?? '';
    const isWho =
      who.pronoun === 'I' || who.pronoun === 'i' || (who.kind === 'name' && !who.owner && isPersonLike(who, story));
    const isBare = what.kind === 'bare' && (isTitled || words.PEOPLE.has(head.replace(/^.*-/, '')));
    const isWhat =
      (what.kind === 'definite' || isBare) &&
      !what.owner &&
      !what.isPlural &&
      !/est$|^(?:one|winner|loser|owner|first|last|boss|best|only|same)$/.test(head);
    if (story.begun || clause.verb?.isNegated || !isWho || !isWhat || story.references.all(what).length > 0)
      return true;
    const [owner] = this.havers([who], false);
    if (owner === undefined) return true;
    const id = story.introduce(what, 'thing');
    (story.world.entities[id] as { isRole?: true }).isRole = true;
    story.world.place(id, owner);
    return true;
  }
}

/** How somebody's thing is for a time. */
const STATED = wordSet(
  'empty full clean dirty wet dry ready late early good bad nice busy happy angry tired hungry open warm cold free heavy sticky muddy dusty rusty noisy lovely pretty ugly tiny flat',
);
