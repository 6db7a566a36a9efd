import { Library } from '../../core/library/library';
import { arrays } from './arrays';
import { characters } from './characters';
import { collecting } from './collectors';
import { deques } from './deques';
import { enums } from './enums';
import { heaps } from './heaps';
import { input } from './input';
import { iterators } from './iterators';
import { lists } from './lists';
import { maps } from './maps';
import { mathematics } from './mathematics';
import { numbers } from './numbers';
import { objects } from './objects';
import { optionals } from './optionals';
import { reals } from './reals';
import { sets } from './sets';
import { streamEnds } from './stream-ends';
import { streamSteps } from './stream-steps';
import { streams } from './streams';
import { texts } from './texts';
import { trees } from './trees';
import { integers } from './wholes';

/** What Java code knows without being told: `java.lang` and what is used of `java.util`. */
export const library = new Library([
  ...[mathematics, integers, characters, reals, numbers, texts, arrays, input],
  ...[lists, deques, heaps, iterators, maps, sets, trees, enums],
  ...[streams, streamSteps, streamEnds, collecting, optionals, objects],
]);
