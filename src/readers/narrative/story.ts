/** What a story says, sentence by sentence, before anyone knows who is meant. */

export interface Span {
  start: number;
  end: number;
}

export type Reference = Span &
  (
    | { kind: 'person'; name: string }
    | { kind: 'numbered'; number: number; noun?: string }
    | { kind: 'pronoun'; word: string }
    /** By what is held: `the red ball`. */
    | { kind: 'thing'; words: string[] }
  );

/** What changes hands: `her coin`, `Bob's`, `the red ball`, `coins`. */
export interface Possession extends Span {
  /** `own` for her, his, their, its. */
  owner?: Reference | 'own';
  /** The pronoun that says `own`: it tells who is a she or a he. */
  pronoun?: string;
  /** Adjectives and noun; empty for `hers` and `Bob's`. */
  words: string[];
}

export type Event = Span &
  (
    | { kind: 'swap'; of: Reference[]; things: Possession[] }
    | { kind: 'give'; from: Reference; to: Reference; thing?: Possession }
    /** Everyone gives to whoever sits `by` places on now, clockwise; negative the other way. */
    | { kind: 'pass'; by: number; thing?: Possession }
    /** Everyone goes and sits `by` places on, clockwise; negative the other way. */
    | { kind: 'move'; by: number }
    /**
     * Each to one of them: the next one named, or as many places on as they sit now, clockwise. Without an order only two
     * can rotate.
     */
    | { kind: 'rotate'; of: Reference[]; order: 'named' | number | undefined; thing?: Possession }
    | { kind: 'still' }
  );

export type Fact = Span &
  (
    | { kind: 'people'; who: Reference[]; count?: Span & { value: number } }
    | { kind: 'numbered'; noun: string; count: number }
    | { kind: 'holds'; who: Reference[] | 'everyone'; words: string[] }
    /** `All are dimes except Carl's.` */
    | { kind: 'except'; words: string[]; who: Reference[] }
    | { kind: 'circle'; who: Reference[] | 'everyone' }
    | { kind: 'alias'; who: Reference; name: string }
  );

/** Events that happen at once: one step of the trace. */
export interface Moment extends Span {
  events: Event[];
}

export type Sentence = { facts: Fact[] } | { moments: Moment[] };
