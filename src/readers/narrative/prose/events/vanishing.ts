import type { Span } from '../../phrases/said';
import { wordSet } from '../../language/word-set';
import type { Clause } from '../grammar/clause';
import type { Noun } from '../grammar/nouns/noun';
import type { Story } from '../world/story';
import { fault } from '../world/world';
import { areThings, type Roles } from './roles';
import type { Transfers } from './transfers/transfers';

/** Things that nobody has any more. */
export class Vanishing {
  constructor(
    private readonly story: Story,
    private readonly transfers: Transfers,
    private readonly span: (clause: Clause) => Span,
  ) {}

  /** `Petra's balloon bursts`, `Ann eats the apple`: nobody has it then. */
  isGone(clause: Clause, roles: Roles): boolean {
    const { verb, subject, objects } = clause;
    // `Bo's balloon flew away`
    const isFlown =
      verb?.lemma === 'fly' &&
      clause.adverbs.some((word) => word === 'away' || word === 'off') &&
      clause.phrases.length === 0;
    const isBurst = verb !== undefined && (ENDS.has(verb.lemma) || isFlown) && !verb.isPassive && objects.length === 0;
    const isEaten = verb !== undefined && CONSUMES.has(verb.lemma) && (objects.length === 1 || verb.isPassive);
    const gone = isBurst || verb?.isPassive ? subject : (objects[0] ?? []);
    if (!(isBurst || isEaten) || gone.length === 0 || !gone.every((noun) => roles.known(noun) && !roles.isPerson(noun)))
      return false;
    if (!areThings(this.story, gone)) return false;
    this.transfers.out(gone, { ids: [] }, roles);
    return true;
  }

  removes(clause: Clause, roles: Roles): boolean {
    const themes = clause.verb?.isPassive ? clause.subject : clause.objects[0];
    if (!themes?.some((noun) => roles.known(noun))) return false;
    const into = roles.goal();
    if (clause.verb?.lemma === 'empty' && into && roles.known(into)) {
      this.transfers.pour(themes, into, this.span(clause));
      return true;
    }
    if (clause.verb?.lemma === 'empty' || clause.verb?.lemma === 'unload' || clause.verb?.lemma === 'unpack')
      throw fault(this.span(clause), 'write what is taken out');
    if (clause.verb?.lemma === 'remove' && clause.subject.length === 1 && roles.known(clause.subject[0] as Noun))
      return this.transfers.take(roles);
    this.transfers.out(themes, { ids: [] }, roles);
    return true;
  }
}

/** After these a thing is no more. */
const ENDS = wordSet('burst pop explode melt vanish disappear evaporate sink');
const CONSUMES = new Set(['eat', 'swallow', 'devour', 'burn', 'lose']);
