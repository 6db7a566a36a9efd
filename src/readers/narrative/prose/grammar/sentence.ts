import type { Span } from '../../phrases/said';
import type { Token } from '../../language/tokens';
import type { Clause } from './clause';
import { has } from '../../language/verbs';

/** A sentence while it is told: where its clauses stand. */
export class Sentence {
  private readonly ranges = new Map<Clause, Span>();

  constructor(readonly tokens: readonly Token[] = []) {}

  at(clause: Clause, span: Span): void {
    this.ranges.set(clause, span);
  }

  /** `clause` says in other words what `said` does. */
  same(said: Clause, clause: Clause): void {
    this.ranges.set(clause, this.span(said));
  }

  get whole(): Span {
    return { start: this.tokens[0]?.start ?? 0, end: this.tokens.at(-1)?.end ?? 0 };
  }

  span(clause: Clause): Span {
    return this.ranges.get(clause) ?? this.whole;
  }

  textOf(clause: Clause): Span & { text: string } {
    const span = this.span(clause);
    const text = this.tokens
      .filter(({ start }) => span.start <= start && start < span.end)
      .map(({ lower }) => lower)
      .join(' ');
    return { ...span, text };
  }
}

/** Whether a clause may move something. */
export function isEvent({ verb, objects }: Clause): boolean {
  if (!verb) return false;
  const { lemma } = verb;
  if (has(lemma, 'exchange') || has(lemma, 'carry') || has(lemma, 'leave') || has(lemma, 'remove')) return true;
  return (has(lemma, 'take') && (objects.length > 0 || verb.isPassive)) || (has(lemma, 'go') && !has(lemma, 'quiet'));
}
