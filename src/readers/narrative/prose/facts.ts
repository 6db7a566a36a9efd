import { wordSet } from '../word-set';
import type { Clause, Phrase } from './clauses';
import { isBodyPart, type Noun } from './nouns';
import { isPersonNoun, isTime } from './noun-kinds';
import type { Story } from './story';
import { has } from './verbs';
import * as words from './words';
import { fault } from './world';
import { uncertain } from './references';
import { LINES } from './rows';

const SPOTS = wordSet(
  'first second third fourth fifth sixth seventh eighth last left right middle centre center front back top bottom north south east west upstairs downstairs outside home leftmost rightmost inside',
);

/** What is said of how things are: it is learnt before the first step, and held against what is so after it. */
export class Facts {
  constructor(private readonly story: Story) {}

  /** Takes in what a clause says of who has what and where it is; false when it says nothing of that. */
  state(clause: Clause): boolean {
    const { verb } = clause;
    const { story } = this;
    if (!verb) return false;
    const { lemma } = verb;
    if (this.isWith(clause)) return this.having(this.withWhom(clause), clause.subject, clause);
    // `Bea was cast as the queen`, `Mateo works as the driver`
    const as = clause.phrases.find(({ preposition, isLeading }) => preposition === 'as' && !isLeading)?.nouns;
    const [who, others] = clause.subject;
    const isRole =
      !story.begun && who && !others && as?.length === 1 && clause.objects.length === 0 && ROLED.has(lemma);
    if (isRole) return this.role(who, as[0] as Noun, clause);
    if (lemma === 'be' && !verb.isPassive) return this.being(clause);
    if (verb.isPassive) return this.passive(clause);
    if (lemma === 'lead' && !story.begun && clause.subject.length === 1 && clause.objects.length === 0)
      return this.isAt(clause.subject, 'first');
    // `Four chairs stand in a row`
    const [row] = clause.subject;
    if (row?.isPlural && words.SPOTS.has(row.words.at(-1) ?? '') && !story.begun && !story.knows(row)) {
      story.lastNoun = row.words.at(-1);
      return true;
    }
    if (has(lemma, 'stay') && this.located(clause)) return true;
    if (lemma === 'dance' || lemma === 'pair' || lemma === 'partner') return this.partners(clause);
    const isStarting = ['start', 'begin'].includes(lemma) && clause.objects.length === 0 && this.placing(clause);
    if (isStarting && !story.begun && this.located(clause)) return true;
    if (['start', 'begin', 'end'].includes(lemma)) {
      const phrase = clause.phrases.find(({ preposition, isLeading }) => preposition === 'with' && !isLeading);
      if (!phrase || clause.subject.length === 0) return false;
      return this.having(clause.subject, phrase.nouns, clause);
    }
    if (lemma === 'belong') {
      const to = clause.phrases.find(({ preposition }) => preposition === 'to')?.nouns;
      return to?.length === 1 ? this.having(to, clause.subject, clause) : false;
    }
    if (has(lemma, 'have') || lemma === 'do') return this.has(clause);
    return false;
  }

  /** `The map was with Ann`, `the drum landed with Raj` */
  private isWith(clause: Clause): boolean {
    const { story } = this;
    const { verb, subject, objects } = clause;
    const whom = this.withWhom(clause);
    const isResting =
      verb &&
      !verb.isPassive &&
      !verb.isNegated &&
      ['be', 'land', 'lie', 'rest', 'stay', 'remain', 'start', 'begin'].includes(verb.lemma);
    if (!isResting || whom.length !== 1 || objects.length > 0 || subject.length === 0) return false;
    return (
      whom.every((noun) => isPersonLike(noun, story)) &&
      subject.every((noun) => noun.pronoun === undefined && noun.kind !== 'name' && !isPersonLike(noun, story))
    );
  }

  private withWhom({ phrases }: Clause): Noun[] {
    return phrases.find(({ preposition, isLeading }) => preposition === 'with' && !isLeading)?.nouns ?? [];
  }

  /** `has`, `holds`; boxes hold things, too. */
  private has(clause: Clause): boolean {
    const [objects] = clause.objects;
    if (!objects || clause.objects.length > 1) return false;
    const lemma = clause.verb?.lemma ?? '';
    // `reads in silence`, `plays well`, `eats an apple` say nothing of who has what once things have happened.
    const isSure = ['have', 'hold', 'carry', 'own', 'wear', 'possess', 'bear', 'contain', 'keep', 'house'].includes(
      lemma,
    );
    const knowsThem = objects.every((noun) => this.story.knows(noun));
    // `carries the suitcase to the car` tells of a step
    const isBringing =
      ['carry', 'drive', 'ride', 'bear'].includes(lemma) &&
      (clause.phrases.some(
        ({ preposition, isLeading }) => !isLeading && ['to', 'into', 'onto', 'from'].includes(preposition),
      ) ||
        clause.adverbs.some((word) =>
          ['upstairs', 'downstairs', 'indoors', 'outdoors', 'back', 'away', 'off'].includes(word),
        ));
    if (isBringing) return false;
    // `plays white at board 1`
    const isSeat =
      lemma === 'play' &&
      clause.phrases.some(
        ({ preposition, nouns }) =>
          ['at', 'on'].includes(preposition) && nouns.some(({ words: own }) => words.SPOTS.has(own.at(-1) ?? '')),
      );
    if (isSeat && this.located(clause)) return true;
    // `does the cooking`
    const isDuty =
      lemma === 'do' &&
      !this.story.begun &&
      objects.every((noun) => noun.kind === 'definite' && !noun.owner && isChore(noun));
    if (isDuty) return this.having(clause.subject, objects, clause);
    if (lemma === 'do') return false;
    if (!isSure && this.story.begun && !knowsThem) return false;
    if (!isSure && this.story.begun && lemma !== 'play' && lemma !== 'read') return false;
    // `keeps her rings in three dishes`
    return this.having(clause.subject, objects, clause);
  }

  private partners(clause: Clause): boolean {
    const phrase = clause.phrases.find(({ preposition, isLeading }) => preposition === 'with' && !isLeading);
    if (!phrase || this.story.begun || clause.subject.length !== 1) return false;
    const [noun] = phrase.nouns;
    if (!noun || phrase.nouns.length > 1 || noun.pronoun !== undefined) return false;
    this.story.announced ??= { noun: 'partner', isRole: false };
    return this.having(clause.subject, [noun], clause);
  }

  /** `is given a whisk`, `is assigned to goal`, `are placed in the box`, before all else. */
  private passive(clause: Clause): boolean {
    const { story } = this;
    const lemma = clause.verb?.lemma ?? '';
    const [objects] = clause.objects;
    if (['partner', 'pair'].includes(lemma)) return this.partners(clause);
    if (
      objects &&
      clause.subject.length > 0 &&
      (has(lemma, 'carry') || lemma === 'assign') &&
      !story.begun &&
      objects.every((noun) => !story.knows(noun))
    )
      return this.having(clause.subject, objects, clause);
    if (['hold', 'own', 'carry', 'wear', 'ride', 'drive', 'keep', 'use', 'lead', 'play'].includes(lemma)) {
      const by = clause.phrases.find(({ preposition }) => preposition === 'by')?.nouns;
      if (by?.length === 1 && isPersonNoun(by[0] as Noun)) return this.having(by, clause.subject, clause);
    }
    const isResting =
      has(lemma, 'carry') || ['locate', 'park', 'seat', 'keep', 'hold', 'leave', 'hide'].includes(lemma);
    if (isResting && clause.subject.every((noun) => !story.knows(noun))) return this.located(clause);
    return false;
  }

  private being(clause: Clause): boolean {
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
  private role(who: Noun, what: Noun, clause: Clause): boolean {
    const { story } = this;
    const head = what.words.at(-1) ?? '';
    const isWho = who.kind === 'name' && !who.owner && isPersonLike(who, story);
    const isBare = what.kind === 'bare' && words.PEOPLE.has(head.replace(/^.*-/, ''));
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

  /** Where a clause says that something is: the phrase of it that names a place. */
  placing(clause: Clause): Noun | undefined {
    const { story } = this;
    const all = clause.phrases.filter((phrase) => words.PLACING.has(phrase.preposition));
    const known = all.filter(({ nouns }) => nouns.length === 1 && story.knows(nouns[0] as Noun));
    const inside = all.filter(
      (phrase) => phrase.nouns.length === 1 && !isTime(phrase.nouns[0] as Noun) && !this.isBody(phrase),
    );
    const best = inside.filter((phrase) => known.includes(phrase));
    return (best[0] ?? inside.find(({ isLeading }) => !isLeading) ?? inside[0])?.nouns[0];
  }

  /** `in her hands`, `in it`: with who has it. */
  isBody({ nouns }: Phrase): boolean {
    return nouns.every((noun) => noun.pronoun !== undefined || isBodyPart(noun));
  }

  /** `The key is in the drawer`, `Ann sits on chair 1`. */
  private located(clause: Clause): boolean {
    const { story } = this;
    const { world } = story;
    // `The ring was on Clara's finger`
    const [body] = clause.phrases.filter(
      (phrase) => !phrase.isLeading && phrase.nouns.length === 1 && phrase.nouns.some(isBodyPart),
    );
    const owner = body?.nouns[0]?.owner;
    const areThings = clause.subject.every((noun) => noun.pronoun === undefined && !isPersonLike(noun, story));
    if (owner && clause.subject.length > 0 && areThings && isPersonLike(owner, story) && !story.begun)
      return this.having([owner], clause.subject, clause);
    // `The laptop was issued to Denise`
    const to = clause.phrases.find(({ preposition, isLeading }) => preposition === 'to' && !isLeading)?.nouns;
    if (clause.verb?.isPassive && to?.length === 1 && to.some((noun) => isPersonLike(noun, story)) && !story.begun)
      return areThings && clause.subject.length > 0 && this.having(to, clause.subject, clause);
    const place = this.placing(clause);
    const subject = clause.subject.length > 0 ? clause.subject : (clause.objects[0] ?? []);
    const spot =
      clause.adverbs.find((word) => SPOTS.has(word)) ?? clause.objects[0]?.[0]?.words.find((word) => SPOTS.has(word));
    if (!place && spot !== undefined && subject === clause.subject && has(clause.verb?.lemma ?? '', 'stay'))
      return this.isAt(subject, spot);
    if (!place || subject.length === 0) return false;
    // `We were stuck in traffic`
    if (
      subject.every(({ pronoun }) => pronoun === 'we' || pronoun === 'you' || pronoun === 'it') &&
      !subject.every((noun) => story.knows(noun))
    )
      return true;
    // `Kira is on bass and Lev on drums`
    const isPost =
      clause.phrases.some(({ preposition, nouns }) => preposition === 'on' && nouns.includes(place)) &&
      subject.length === 1 &&
      place.kind === 'bare' &&
      subject.every((noun) => isPersonNoun(noun));
    const isPlural = place.isPlural && !story.knows(place) && !isPost;
    if (isPlural || clause.verb?.isNegated) return true;
    if (story.begun) {
      if (!subject.every((noun) => story.knows(noun)) || !story.knows(place)) return false;
      const at = story.one(place);
      for (const noun of subject) {
        const ids = story.references.all(noun);
        if (ids.some((each) => each.every((id) => world.now.get(id) === at || !world.now.has(id)))) continue;
        // `sat on the bench` may be a going there
        if (has(clause.verb?.lemma ?? '', 'stay')) return false;
        const [id] = ids.flat();
        throw fault(noun, `${world.name(id ?? -1)} is with ${world.name(world.now.get(id ?? -1) ?? -1)} now`);
      }
      return true;
    }
    // `are sitting in a café` says nothing of who is where.
    const several = subject.length > 1 || subject.some((noun) => noun.isPlural || noun.pronoun === 'everyone');
    const isPeople = subject.every(
      (noun) =>
        (isPersonNoun(noun) && noun.kind === 'name') ||
        (noun.isPlural && !noun.owner && words.PEOPLE.has(noun.words.at(-1) ?? '') && !story.knows(noun)) ||
        noun.pronoun !== undefined,
    );
    if (several && isPeople) {
      this.gather(subject);
      return true;
    }
    const holder = this.holder(place);
    for (const noun of subject) this.placeOne(noun, holder);
    return true;
  }

  /** Those who take part, of whom no more is said yet. */
  gather(nouns: readonly Noun[]): void {
    const { story } = this;
    const ids: number[] = [];
    for (const noun of nouns)
      if (noun.kind === 'name' && !noun.owner)
        ids.push(story.knows(noun) ? story.person(noun) : story.introduce(noun, 'person'));
    if (ids.length > 0) story.references.mention(ids);
  }

  /** Where in a row somebody or something is. */
  isAt(subject: readonly Noun[], spot: string, kind?: string): boolean {
    const { story } = this;
    if (story.begun) return true;
    const noun: Noun = {
      kind: 'definite',
      words: kind === undefined ? [spot] : [spot, kind],
      shown: kind === undefined ? spot : `${spot} ${kind}`,
      isPlural: false,
      start: 0,
      end: 0,
      from: 0,
      to: 0,
    };
    const holder = this.holder(noun);
    for (const each of subject) this.placeOne(each, holder);
    return true;
  }

  private placeOne(noun: Noun, holder: number): void {
    const { story } = this;
    const { world } = story;
    const found = story.references.all(noun).flat();
    const known = found.length === 1 ? found[0] : undefined;
    if (found.length > 1)
      throw uncertain(
        noun,
        found.map((id) => [id]),
        world,
      );
    const id = known ?? story.introduce(noun, isPersonNoun(noun) ? 'person' : 'thing');
    if (id === holder) throw fault(noun, 'nothing is in itself');
    const at = world.now.get(id);
    if (at !== undefined && at !== holder)
      throw fault(noun, `${world.name(id)} was said to be with ${world.name(at)} before`);
    if (at === undefined) world.place(id, holder);
    story.note(noun, [id]);
  }

  /** A holder, known or new. */
  holder(said: Noun): number {
    const { story } = this;
    // `Four chairs stand in a row. Ana sits on the first`
    const [which] = said.words;
    const isShort =
      said.kind === 'definite' &&
      said.words.length === 1 &&
      !said.owner &&
      words.ADJECTIVES.has(which ?? '') &&
      story.lastNoun !== undefined &&
      words.SPOTS.has(story.lastNoun);
    const noun = isShort
      ? { ...said, words: [which ?? '', story.lastNoun ?? ''], shown: `${which} ${story.lastNoun}` }
      : said;
    const found = story.references
      .all(noun)
      .filter((ids) => ids.length === 1)
      .flat();
    if (found.length > 1)
      throw uncertain(
        noun,
        found.map((id) => [id]),
        story.world,
      );
    const id = found[0] ?? story.introduce(noun, isPersonNoun(noun) && noun.kind !== 'name' ? 'person' : 'place');
    story.world.holders.add(id);
    return id;
  }

  putIn(place: Noun, things: readonly Noun[], clause: Clause): boolean {
    const { story } = this;
    if (things.some((noun) => noun.pronoun === 'nothing' || noun.pronoun === 'nobody'))
      return this.isEmpty([place], clause);
    if (place.isPlural || things.some((noun) => noun.isPlural && noun.count !== undefined && !story.knows(place)))
      return true;
    if (story.begun)
      return things.every(
        (noun) =>
          story.knows(noun) &&
          story.references.all(noun).some((ids) => ids.every((id) => story.world.now.get(id) === this.holder(place))),
      );
    const isRoom = things.every((noun) => words.SPOTS.has(noun.words.at(-1) ?? ''));
    if (isRoom && !story.knows(place)) return true;
    const holder = this.holder(place);
    for (const noun of things) this.placeOne(noun, holder);
    return true;
  }

  private isEmpty(subject: readonly Noun[], clause: Clause): boolean {
    const { story } = this;
    for (const noun of subject) {
      if (isBodyPart(noun)) continue;
      const known = story.references.all(noun);
      const isSomebody = noun.kind === 'name' && clause.verb?.lemma !== 'be' && isPersonNoun(noun);
      const ids = known.find((each) => each.length > 0) ?? [isSomebody ? story.person(noun) : this.holder(noun)];
      for (const id of ids) {
        if (story.begun && (clause.link?.kind === 'while' || clause.link?.kind === 'relative')) continue;
        if (story.world.held(id).length > 0) throw fault(noun, `${story.world.name(id)} was said to hold something`);
        story.world.holders.add(id);
        story.empty.add(id);
      }
      story.note(noun, ids);
    }
    return true;
  }

  /** Somebody, or several, or a box has things. */
  having(subject: readonly Noun[], objects: readonly Noun[], clause: Clause): boolean {
    const { story } = this;
    const { world } = story;
    // `Ann, Ben and Cal have a pen, a cup and a hat, in that order`
    const inOrder =
      clause.adverbs.includes('respectively') ||
      clause.phrases.some(
        ({ preposition, nouns }) => preposition === 'in' && nouns.some(({ words: own }) => own.at(-1) === 'order'),
      );
    if (inOrder && subject.length === objects.length && subject.length > 1)
      return subject.every((noun, k) =>
        this.having([noun], objects.slice(k, k + 1), { ...clause, adverbs: [], phrases: [] }),
      );
    if (objects.some((noun) => noun.pronoun === 'nothing')) return this.isEmpty(subject, clause);
    if (clause.verb?.isNegated)
      return objects.every((noun) => ['anything', 'any'].includes(noun.words.at(-1) ?? ''))
        ? this.isEmpty(subject, clause)
        : !story.begun;
    const [head, ...listed] = objects;
    // `two books, Frankenstein and Middlemarch`
    if (head?.count !== undefined && head.count === listed.length && listed.length > 1) {
      story.announced ??= { noun: head.words.at(-1) ?? '', isRole: false };
      return this.having(subject, listed, clause);
    }
    if (objects.every((noun) => noun.isPlural && words.PEOPLE.has(noun.words.at(-1) ?? ''))) return !story.begun;
    const isEach =
      clause.adverbs.includes('each') || subject.some((noun) => noun.isEach || noun.pronoun === 'everyone');
    // `Then we all had cake`
    const isAll = subject.every(({ pronoun }) => ['we', 'they', 'you', 'everyone'].includes(pronoun ?? ''));
    if (story.begun && isAll && !story.knowsAny(objects) && objects.every(({ owner }) => !owner)) return true;
    // `Dino's own bike had a flat tyre`
    const isStrange =
      story.begun &&
      subject.every((noun) => noun.pronoun === undefined && !isPersonLike(noun, story) && !story.knows(noun));
    if (isStrange && !story.knowsAny(objects)) return true;
    const ids = this.havers(subject, isEach);
    const [only, another] = ids;
    if (only === undefined) return false;
    if (another !== undefined || isEach) {
      const [noun] = objects;
      if (!noun || objects.length > 1) return false;
      if (story.begun) return false;
      if (clause.verb?.lemma === 'play' && noun.kind === 'indefinite') return true;
      if (!isEach && noun.kind !== 'bare' && !noun.isPlural && noun.words.at(-1) !== 'partner')
        throw fault(noun, 'whose it is is not certain: say who has which');
      story.announced = { noun: noun.words.at(-1) ?? '', isRole: clause.verb?.lemma === 'play' };
      if (isEach && noun.kind === 'indefinite' && !noun.isPlural) story.announcedFor = ids.filter((id) => id >= 0);
      return true;
    }
    for (const noun of objects) {
      if (noun.pronoun !== undefined && (noun.pronoun !== 'it' || !story.knows(noun))) return !story.begun;
      // `Huw has the desk by the printer`, where others sit at desks
      const spot = noun.words.at(-1) ?? '';
      const isSpot = words.SPOTS.has(spot) && noun.kind === 'definite' && objects.length === 1 && !story.begun;
      if (
        isSpot &&
        world.entities.some(
          ({ id, kind }) => kind === 'person' && world.entities[world.now.get(id) ?? -1]?.words.at(-1) === spot,
        )
      ) {
        this.placeOne(subject[0] as Noun, this.holder(noun));
        return true;
      }
      const named = story.references.all(noun).flat();
      // `played the silent ghost`, where somebody plays the ghost
      const isSame = named.length === 0 && noun.kind === 'definite' && !noun.owner && noun.words.length > 1;
      const found = isSame
        ? world.entities.flatMap(({ id, kind, words: own, owner, shown }) =>
            kind === 'thing' &&
            owner === undefined &&
            !shown.includes(' ') &&
            own.length === 1 &&
            own[0] === noun.words.at(-1) &&
            world.now.has(id)
              ? [id]
              : [],
          )
        : named;
      const mine = found.filter((id) => world.now.get(id) === only);
      if (mine.length === 1) {
        story.note(noun, mine);
        continue;
      }
      const loose = found.filter((id) => world.now.get(id) === undefined && world.is(id, 'thing'));
      if (found.length > 0 && loose.length !== 1 && (noun.kind !== 'indefinite' || story.begun)) {
        const at = world.now.get(found[0] ?? -1);
        if (story.begun)
          throw fault(
            noun,
            `${world.name(found[0] ?? -1)} is with ${at === undefined ? 'nobody' : world.name(at)} now`,
          );
        if (at !== undefined && noun.kind !== 'bare')
          throw fault(noun, `${world.name(found[0] ?? -1)} was said to be with ${world.name(at)} before`);
      }
      if (story.begun && (world.moved.has(only) || story.empty.has(only)))
        throw fault(noun, `nothing was said of ${noun.shown} before the first step`);
      const isReading = noun.kind === 'name' || noun.kind === 'title';
      const id = loose[0] ?? story.introduce(isReading ? noun : noun, 'thing');
      world.place(id, only);
      story.note(noun, [id]);
    }
    return true;
  }

  private havers(subject: readonly Noun[], isEach: boolean): number[] {
    const { story } = this;
    return subject.flatMap((noun) => {
      if (noun.pronoun === 'everyone') return story.references.people();
      const found = story.references.all(noun).filter((ids) => ids.length > 0);
      if (found.length === 1) {
        for (const id of found[0] ?? []) story.world.holders.add(id);
        story.note(noun, found[0] ?? []);
        return found[0] ?? [];
      }
      if (noun.isPlural || noun.isEach || noun.pronoun === 'they') return isEach ? [-1, -1] : [];
      if (found.length > 1 || (noun.pronoun !== undefined && !['I', 'i'].includes(noun.pronoun)))
        throw uncertain(noun, found, story.world);
      const id = isPersonNoun(noun) || noun.pronoun !== undefined ? story.introduce(noun, 'person') : this.holder(noun);
      story.world.holders.add(id);
      story.note(noun, [id]);
      return [id];
    });
  }
}

/** With `as` these say what somebody is. */
const ROLED = wordSet(
  'cast appoint elect choose pick name work serve act start begin play dress nominate select employ assign',
);

/** How somebody's thing is for a time. */
const STATED = wordSet(
  'empty full clean dirty wet dry ready late early good bad nice busy happy angry tired hungry open warm cold free heavy sticky muddy dusty rusty noisy lovely pretty ugly tiny flat',
);

function isChore({ words: own }: Noun): boolean {
  return /ing$|^(?:dish|laundry|garden|housework|bin|cat)$/.test(own.at(-1) ?? '');
}

function isPersonLike(noun: Noun, story: Story): boolean {
  return (
    isPersonNoun(noun) ||
    story.references
      .all(noun)
      .flat()
      .some((id) => story.world.is(id, 'person'))
  );
}
