import { wordSet } from '../../language/word-set';
import type { Clause } from '../grammar/clause';
import { formsOf } from '../../language/inflect';
import type { Noun } from '../grammar/nouns/noun';
import { isPersonNoun } from '../grammar/noun-kinds';
import type { References } from './references';
import { has } from '../../language/verbs';
import * as words from '../grammar/words';
import type { Kind, World } from './world';

/** What somebody does by turns: `feeds the hamster`, `is on call on Monday`. */
interface Duty {
  lemma: string;
  noun: Noun;
}

/** What is told so far, as far as duties need it. */
interface Told {
  readonly begun: boolean;
  readonly world: World;
  readonly references: References;
  introduce: (noun: Noun, kind: Kind) => number;
}

/** What is changed where duties are: `swap jobs`. */
const CALLED = wordSet(
  'duty job chore task role part work shift turn day slot assignment responsibility position week date',
);

/**
 * Duties that are told as verbs (`Ann cooks, Ben washes the dishes and Cal sweeps`): each is a thing that one has, once
 * the story speaks of changing them.
 */
export class Duties {
  private readonly told = new Map<number, Duty>();
  private areThings = false;

  constructor(private readonly story: Told) {}

  /** Before the first step: takes in what one of several does; true when the clause tells of nothing else. */
  learn(clause: Clause): void {
    const { story } = this;
    const { verb, subject, objects, phrases } = clause;
    const [who, more] = subject;
    if (story.begun || this.areThings || !verb || verb.isNegated || verb.modal !== undefined || more || !who) return;
    if (who.kind !== 'name' || who.owner || !isPersonNoun(who) || verb.isInfinitive || verb.isPassive) return;
    if (clause.link && !['gap', 'while'].includes(clause.link.kind)) return;
    const day = phrases.find(
      ({ preposition, nouns }) => preposition === 'on' && nouns.length === 1 && nouns.every(isDay),
    )?.nouns[0];
    // `looks after the luggage`
    const after = verb.lemma === 'look' ? phrases.find(({ preposition }) => preposition === 'after')?.nouns : undefined;
    const [object] = after ?? (objects[0]?.length === 1 ? objects[0] : []);
    const isMoving = ['carry', 'take', 'exchange', 'leave', 'go', 'acquire'].some((sense) =>
      has(verb.lemma, sense as 'go'),
    );
    const isHaving = has(verb.lemma, 'have') && !OFTEN.has(verb.lemma);
    if (!day && (verb.lemma === 'be' || isHaving || (isMoving && !OFTEN.has(verb.lemma)))) return;
    const known = story.references.all(who).flat();
    const id = known.length === 1 ? (known[0] ?? -1) : known.length === 0 ? story.introduce(who, 'person') : -1;
    if (id < 0 || this.told.has(id)) return;
    // `shops`, of which nothing is known
    const lemma = verb.isUnknown ? verb.lemma.replace(/(?<=[a-z]{2})s$/, '') : verb.lemma;
    this.told.set(id, { lemma, noun: day ?? gerund(lemma, object) });
  }

  /** Makes them things where several have one and nobody has anything else, or where they are named: `swap duties`. */
  settle(named: string | undefined): void {
    const { story, told } = this;
    const { world } = story;
    const roles = world.entities.filter(({ isRole, id }) => isRole && world.now.has(id));
    if (this.areThings) return;
    for (const { id } of roles) told.delete(world.now.get(id) ?? -1);
    if (told.size === 0 || told.size + roles.length < 2) return;
    const areNamed = named !== undefined && CALLED.has(named) && !world.isNoun(named);
    if (!areNamed && world.now.size > 0) return;
    // `carries the wood` was taken for having it
    const ofDuty = [...told].flatMap(([id, { noun }]) =>
      world.held(id, 'thing').map((thing) => ({
        thing,
        isIt: (world.entities[thing]?.words ?? []).every((word) => noun.words.includes(word)),
      })),
    );
    if (areNamed && ofDuty.some(({ isIt }) => !isIt)) return;
    if (areNamed)
      for (const { thing } of ofDuty) {
        world.now.delete(thing);
        world.first.delete(thing);
      }
    this.areThings = true;
    for (const [who, { noun, lemma }] of told) {
      const id = story.introduce(noun, 'thing');
      const entity = world.entities[id];
      if (entity) entity.isRole = true;
      for (const word of [...CALLED, formsOf(lemma).ing, lemma]) entity?.also.add(word);
      world.place(id, who);
    }
  }

  /** The duty that a question names by what is done: `Who feeds the hamster?` */
  asked(said: readonly string[]): number | undefined {
    if (!this.areThings) return undefined;
    const { world } = this.story;
    const fits = [...this.told.values()].filter(({ lemma, noun }) => {
      const { third, past, participle, ing } = formsOf(lemma);
      const isVerb = said.some((word) => [lemma, third, past, participle, ing].includes(word));
      const own = noun.words.filter((word) => word !== ing);
      return isVerb && own.every((word) => said.some((each) => words.singularOf(each) === word || each === word));
    });
    const [only, more] = fits;
    if (!only || more) return undefined;
    return world.entities.find(({ isRole, shown }) => isRole && shown === only.noun.shown)?.id;
  }
}

/** Verbs that move something at other times. */
const OFTEN = wordSet(
  'walk sweep carry take cook bake feed collect serve drive water set clear drop lead play guard paint wash mop make run cover pick load empty sort fetch bring',
);

function isDay(noun: Noun): boolean {
  return noun.words.some((word) => words.CALENDAR.has(word)) && !['we', 'this', 'last'].includes(noun.words[0] ?? '');
}

/** `feeding the hamster` */
function gerund(lemma: string, object: Noun | undefined): Noun {
  const { ing } = formsOf(lemma);
  const article = object?.kind === 'definite' && !object.owner ? 'the ' : '';
  return {
    kind: 'definite',
    words: [...(object?.words ?? []), ing],
    shown: object ? `${ing} ${article}${object.shown}` : ing,
    isPlural: false,
    start: object?.start ?? 0,
    end: object?.end ?? 0,
    from: 0,
    to: 0,
  };
}
