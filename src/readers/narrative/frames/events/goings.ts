import { lemmasOf } from '../../language/acts';
import { ordinalOf } from '../../language/lexicon';
import type { Span } from '../../phrases/said';
import * as shared from '../../prose/grammar/words';
import type { Clause, Noun } from '../grammar/syntax';
import { fault } from '../scene/scene';
import { Base } from './base';

const GOES = new Set([...lemmasOf('go', 'enter'), 'return', 'sit', 'stand', 'lie']);
const GOALS = new Set(['to', 'in', 'into', 'on', 'onto', 'under', 'behind', 'at', 'near', 'by', 'over']);
const ON = new Set(['forward', 'forwards', 'up', 'ahead', 'on', 'right']);
const BACK = new Set(['back', 'backward', 'backwards', 'down', 'left']);

/** Somebody or something goes somewhere. */
export class Goings extends Base {
  tell(clause: Clause, span: Span): boolean {
    const { lemma } = clause.verb;
    if (lemma === 'leave') return this.leaves(clause, span);
    if (!GOES.has(lemma) || clause.verb.isPassive) return false;
    if (clause.subject.every((noun) => this.isOutsider(noun))) {
      const isAll = clause.subject.some(
        ({ words, quantifier }) => quantifier !== undefined || ['other', 'rest'].includes(words.at(-1) ?? ''),
      );
      if (isAll && this.scene.all.length > 0) throw fault(span, 'who goes where is not certain');
      // `A tram arrives on track 2`
      if (
        clause.subject.some((noun) => noun.pronoun === undefined) &&
        clause.phrases.some(
          ({ preposition, nouns, isLeading }) =>
            !isLeading && GOALS.has(preposition) && nouns.some((noun) => this.follows(noun)),
        )
      )
        throw fault(span, 'who or what this is was not said before');
      return (
        clause.phrases.every(({ nouns }) =>
          nouns.every((noun) => !this.isPerson(noun) || !this.references.isKnown(noun)),
        ) && clause.objects.flat().every((noun) => !this.references.isKnown(noun))
      );
    }
    // `He rode there`, whoever it was: nobody's place is followed
    const all = clause.subject.flatMap((noun) => this.references.readings(noun).flat());
    if (
      clause.subject.some(({ pronoun }) => pronoun !== undefined) &&
      all.every((id) => this.scene.is(id, 'person') && this.scene.where(id) === undefined) &&
      !this.scene.all.some(({ id, kind }) => kind === 'person' && this.scene.where(id) !== undefined)
    )
      return true;
    const ids = this.several(clause.subject, 'person', span);
    this.references.by(ids);
    const [id, more] = ids;
    if (id === undefined) return false;
    if (clause.verb.isPerfect) throw fault(span, 'when this happened is not certain');
    if (lemma === 'overtake') return this.overtakes(clause, id, span);
    const step = this.stepOf(clause);
    if (step !== undefined) return this.steps(id, step, span);
    if (this.rowMove(clause, id, span)) return true;
    const phrase = this.wherePhrase(clause.phrases, GOALS, span);
    const noun =
      phrase?.nouns[0] ?? (['enter', 'reach', 'visit', 'take'].includes(lemma) ? clause.objects[0]?.[0] : undefined);
    const isFollowed = ids.some((each) => this.scene.where(each) !== undefined);
    const off = clause.phrases.find(({ preposition, isLeading }) => !isLeading && ['off', 'from'].includes(preposition))
      ?.nouns[0];
    if (!noun && off && isFollowed && more === undefined && this.references.one(off, span) === this.scene.where(id)) {
      this.scene.move([{ thing: id, to: this.scene.outside }], span);
      return true;
    }
    if (!noun) {
      if (
        isFollowed &&
        (clause.adverbs.some((word) =>
          ['home', 'away', 'outside', 'out', 'upstairs', 'downstairs', 'inside', 'off'].includes(word),
        ) ||
          ![
            'get',
            'stand',
            'sit',
            'lie',
            'come',
            'return',
            'fall',
            'end',
            'hurry',
            'rush',
            'race',
            'play',
            'jump',
            'dance',
            'start',
          ].includes(lemma)) &&
        !['get', 'stand', 'sit'].includes(lemma)
      )
        throw fault(span, 'where this is is not certain');
      return clause.objects.length === 0;
    }
    if (clause.objects.length > 0 && phrase) {
      return clause.objects.flat().every((each) => !this.references.isKnown(each)) && !isFollowed;
    }
    if (!isFollowed) {
      // Whose place was never said is followed nowhere; but a thing is
      if (ids.every((each) => this.scene.is(each, 'person')))
        return !this.scene.all.some(
          ({ id: each, kind }) =>
            kind === 'person' &&
            this.scene.where(each) !== undefined &&
            this.scene.is(this.scene.where(each) ?? 0, 'place'),
        );
      throw fault(span, `where ${this.name(id)} is was not said`);
    }
    if (more !== undefined && ids.some((each) => this.scene.where(each) === undefined))
      throw fault(span, 'where they were was not said');
    if (this.isPerson(noun)) throw fault(span, 'where this is depends on where somebody else is: name the place');
    if (noun.words.some((word) => ['front', 'back', 'end', 'line', 'queue'].includes(word)))
      throw fault(span, 'where the others go then is not said');
    const place = this.known(noun, 'place', span);
    const going = ids.filter((each) => this.scene.where(each) !== place);
    if (going.length === 0) return true;
    this.references.mention([place]);
    this.scene.move(
      going.map((thing) => ({ thing, to: place })),
      span,
    );
    return true;
  }

  /** `three pads forward`, `up two floors`: how many places on. */
  private stepOf(clause: Clause): number | undefined {
    const nouns = [
      ...clause.objects.flat(),
      ...clause.phrases.flatMap(({ nouns: its, preposition }) => (['up', 'down'].includes(preposition) ? its : [])),
    ];
    const [noun, more] = nouns;
    if (!noun || more || (noun.count === undefined && noun.kind !== 'a')) return undefined;
    const count = noun.count ?? 1;
    const words = [...clause.adverbs, ...clause.phrases.map(({ preposition }) => preposition)];
    const isOn = words.some((word) => ON.has(word));
    const isBack = words.some((word) => BACK.has(word));
    return isOn === isBack ? undefined : isOn ? count : -count;
  }

  private steps(id: number, by: number, span: Span): boolean {
    const at = this.scene.where(id);
    const here = at === undefined ? undefined : this.scene.get(at);
    const label = Number(here?.label);
    if (!here || !Number.isInteger(label) || this.scene.row.length > 0)
      throw fault(span, 'from where it goes is not certain');
    const next = String(label + by);
    if (label + by < 0) throw fault(span, 'there is no such place');
    const shown = here.shown.replace(/\d+$/, next);
    const place = this.known(
      { kind: 'the', words: here.words, label: next, shown, isPlural: false, from: 0, to: 0 },
      'place',
      span,
    );
    this.scene.move([{ thing: id, to: place }], span);
    return true;
  }

  /** `Mora overtakes Lund`: she is just before him then. */
  private overtakes(clause: Clause, id: number, span: Span): boolean {
    const { row } = this.scene;
    const [noun, more] = clause.objects.flat();
    const other = noun && !more ? this.references.one(noun, span) : undefined;
    const [from, to] = [row.indexOf(this.scene.where(id) ?? -1), row.indexOf(this.scene.where(other ?? -1) ?? -1)];
    if (from < 0 || to < 0 || from < to) throw fault(span, 'who is before whom then is not certain');
    this.reorder(from, to, span);
    return true;
  }

  private reorder(from: number, to: number, span: Span): void {
    const { row } = this.scene;
    const order = row.map((place) => this.scene.held(place)[0]?.id ?? -1);
    const [moved] = order.splice(from, 1);
    order.splice(to, 0, moved ?? -1);
    const moves = order.flatMap((thing, k) =>
      thing >= 0 && this.scene.where(thing) !== row[k] ? [{ thing, to: row[k] ?? -1 }] : [],
    );
    this.scene.move(moves, span);
  }

  /** `goes to the end of the line`, `moves to the front` */
  private rowMove(clause: Clause, id: number, span: Span): boolean {
    const { row } = this.scene;
    const from = row.indexOf(this.scene.where(id) ?? -1);
    if (from < 0) return false;
    const noun = clause.phrases.find(({ preposition }) => ['to', 'at', 'in'].includes(preposition))?.nouns[0];
    const word = noun?.words.find((each) => ['end', 'back', 'front', 'start', 'head', 'beginning'].includes(each));
    if (!noun || word === undefined) {
      if (noun && (ordinalOf(noun.words[0] ?? '') !== undefined || noun.label !== undefined))
        throw fault(span, 'where the others go then is not said');
      throw fault(span, 'where in the row this is is not certain');
    }
    const to = word === 'end' || word === 'back' ? row.length - 1 : 0;
    if (from === to) return true;
    this.reorder(from, to, span);
    return true;
  }

  private leaves(clause: Clause, span: Span): boolean {
    if (
      clause.objects.length > 1 ||
      clause.phrases.some(({ nouns }) => nouns.some((noun) => this.references.isKnown(noun)))
    )
      return false;
    const themes = clause.objects.flat();
    const isPlace = (noun: Noun) => {
      const [ids] = this.references.readings(noun);
      return ids ? ids.every((id) => this.scene.is(id, 'place')) : noun.kind === 'the' && noun.owner === undefined;
    };
    if (!themes.every(isPlace)) return false;
    const followed = clause.subject
      .flatMap((noun) => this.references.readings(noun).flat())
      .filter((id) => this.scene.where(id) !== undefined && this.scene.is(this.scene.where(id) ?? 0, 'place'));
    if (followed.length > 0 && !clause.subject.every((noun) => this.isOutsider(noun))) {
      if (followed.length > 1) throw fault(span, 'who leaves is not certain');
      this.references.by(followed);
      this.scene.move(
        followed.map((thing) => ({ thing, to: this.scene.outside })),
        span,
      );
    }
    return true;
  }

  private follows(noun: Noun): boolean {
    return this.references
      .readings(noun)
      .some((ids) => ids.some((id) => this.scene.holders.has(id) || this.scene.now.has(id)));
  }

  isGoing(lemma: string): boolean {
    return GOES.has(lemma);
  }

  isSpot(noun: Noun): boolean {
    return shared.SPOTS.has(noun.words.at(-1) ?? '');
  }
}
