/** What a story says, sentence by sentence, before anyone knows who is meant. */

export interface Span {
  start: number;
  end: number;
}

export type Reference = Span &
  (
    | { kind: 'person'; name: string }
    /** Something that may hold things: `the drawer`, `box A`. */
    | { kind: 'holder'; name: string }
    /** `isOrdinal`: the third ball, which may be the one in the third place. */
    | { kind: 'numbered'; number: number; noun?: string; isOrdinal?: boolean }
    | { kind: 'pronoun'; word: string }
    /** By what is held: `the red ball`. */
    | { kind: 'thing'; words: string[]; isHolder?: boolean }
    /** Whoever sits so many places on, clockwise, from the one who acts: `the person on her left`. */
    | { kind: 'neighbour'; by: number }
  );

/** What members hold when it is no thing: where they are, or what they play. */
export type Places = 'places' | 'roles';

/** A thing as it is called: `a red ball`, `Ulysses`. */
export interface Thing {
  /** In lower case, the noun last and in the singular; of a title all its words as they stand. */
  words: string[];
  /** As the story writes it, without an article. */
  shown: string;
  /** A name or title, which has no noun. */
  isTitle?: boolean;
  /** `3 apples`: several that are followed together. */
  isMany?: boolean;
  /** What a title is the title of. */
  noun?: string;
}

/** What changes hands: `her coin`, `Bob's`, `the red ball`, `coins`. */
export interface Possession extends Span {
  /** `own` for her, his, their, its. */
  owner?: Reference | 'own';
  /** The pronoun that says `own`: it tells who is a she or a he. */
  pronoun?: string;
  /** Adjectives and noun; empty for `hers` and `Bob's`. */
  words: string[];
  /** One of them, where there may be several: `an apple`, `her apple`. */
  isOne?: boolean;
  /** `it` */
  isIt?: boolean;
  /** `a key`: one of which nothing need have been said. */
  isNew?: boolean;
  /** As the story writes it, if nobody knows it yet. */
  thing?: Thing;
}

/** What moves one way: some things, or all that somebody has (`the contents of box A`). */
export type Moved = Possession[] | 'all';

export type Event = Span &
  /** `all`: whatever they hold, also several things. */
  (
    | { kind: 'swap'; isLikewise?: true; of: Reference[]; things: Possession[]; all?: boolean }
    /** Two things, each to where the other is: `the two fish`, and again `them`. */
    | { kind: 'exchange'; things: Possession | 'them' }
    /** `back` to whoever had it before. */
    | { kind: 'give'; from: Reference; to: Reference | 'back'; thing?: Possession }
    /** Things go to a holder, whoever moves them; without `to` to `agent`, and without that out of the world. */
    /** `isDropped`: where the agent is, in a story that says where that is. */
    | {
        kind: 'put';
        things: Moved;
        agent?: Reference;
        from?: Reference;
        to?: Reference | 'outside';
        isDropped?: boolean;
        /** Whoever does it goes along. */
        isBrought?: boolean;
      }
    /** A thing with two states is turned to the other, or to the one named. */
    | { kind: 'turn'; what: string[]; to?: string }
    /** People, or things that move by themselves, go to a place; `outside` is nowhere of the story. */
    | { kind: 'travel'; who: Reference[]; from?: Reference; to: Reference | 'outside' }
    /** `who` goes where `to` is now. */
    | { kind: 'go'; who: Reference; to: Reference; noun: string }
    /** Everyone gives to whoever sits `by` places on now, clockwise; negative the other way. */
    | { kind: 'pass'; by: number; thing?: Possession }
    /**
     * Everyone goes and sits `by` places on, clockwise; negative the other way. In a row the left is where it begins, and
     * who would leave it comes in again at the other end, if that is said (`wraps`: of whom, and where to).
     */
    | { kind: 'move'; by: number; isSideways?: boolean; wraps?: { who?: Reference; to?: Thing } }
    /** Somebody goes to the end or to the front of a line, and the others close up. */
    | { kind: 'queue'; who: Reference | 'first' | 'last'; to: 'front' | 'end' }
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
    /**
     * `places`: what is held is where somebody is, or the role that they play; who changes places changes it. `isThe`: of
     * `the ball`, which there is one of.
     */
    | { kind: 'holds'; who: Reference[] | 'everyone'; thing: Thing; places?: Places; noun?: string; isThe?: boolean }
    /** `All are dimes except Carl's.` */
    | { kind: 'except'; thing: Thing; who: Reference[] }
    | { kind: 'circle'; who: Reference[] | 'everyone' }
    /** `Four children each brought a toy`: what things are called. */
    | { kind: 'things'; noun: string }
    | { kind: 'alias'; who: Reference; name: string }
    /** `Box 0 contains the book and the lamp`, `The key is in the drawer`. */
    | { kind: 'contains'; who: Reference; things: Thing[] }
    /** `Ann, Ben and Cal are in the kitchen`. */
    | { kind: 'together'; who: Reference[]; in: Thing }
    /** `Box B is empty`, `Ben has nothing`. */
    | { kind: 'empty'; who: Reference[] }
    /** `The light is off`. */
    | { kind: 'state'; what: string[]; is: string }
  );

/** Events that happen at once: one step of the trace, or several when they are said to happen twice. */
export interface Moment extends Span {
  events: Event[];
  times: number;
  /** True when it is said that they happen at once. */
  atOnce?: boolean;
}

export type Question = Span &
  /** `What does Bob have?` */
  (
    | { asks: 'held'; by: Reference; isWho?: boolean }
    /** `Who has the red ball?`, `Where is the key?` */
    | { asks: 'holder'; of: Thing; isWhere?: boolean }
    /** `Does Bob have the red ball?`, `Is the key in box B?` */
    | { asks: 'whether'; by: Reference; of: Thing }
    /** `Is the light on?`; without a value which it is. */
    | { asks: 'state'; what: string[]; is?: string }
    /** `Which box is empty?`, `Who has nothing?` */
    | { asks: 'empty'; noun: string | undefined }
    /** `Which lamps are on?` */
    | { asks: 'which'; is: string }
    /** `Where does ball 5 end up?`, `Where does Nora sit?` */
    | { asks: 'place'; of: Reference }
    /**
     * `Which book is Clara reading?`, `Which cup is the pea under?`: of somebody or a place what is there, of a thing where it
     * is; `isPlace`: of somebody where they are, too.
     */
    | { asks: 'about'; of: Reference | undefined; thing: Thing | undefined; wants: 'place' | 'content' | undefined }
    /** `Who sits in Nora's seat?` */
    | { asks: 'sitter'; seat: Reference }
  );
