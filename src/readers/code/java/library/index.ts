import { Library } from '../../core/library/library';
import { arrays } from './arrays';
import { input } from './input';
import { lists } from './lists';
import { maps } from './maps';
import { numbers } from './numbers';
import { objects } from './objects';
import { streams } from './streams';
import { texts } from './texts';

/** What Java code knows without being told: `java.lang` and what is used of `java.util`. */
export const library = new Library([numbers, texts, arrays, input, lists, maps, streams, objects]);
