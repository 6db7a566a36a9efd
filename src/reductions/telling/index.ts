/**
 * A trace as a language model reads it: its own text where each step stands there once, else straight lines in the same dress; what
 * is asked after a step; and random texts of the same world.
 */
export { askingInWords, askingOf, tellingOf, type Asking, type Telling } from './asking';
export { leadingTelling, randomPair, randomTelling } from './random';
export { toldWord } from './told-word';
