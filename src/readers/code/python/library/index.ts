import { Library } from '../../core/library/library';
import type { Data } from '../../core/values';
import { collections } from './collections';
import { functions } from './functions';
import { iterables } from './iterables';
import { numbers } from './numbers';
import { objects } from './objects';
import { texts } from './texts';

/** Modules of which nothing is known are named by the parts, so that the error can say what is not known: what they do. */
export const library = new Library([collections, functions, iterables, numbers, objects, texts]);

/** The kinds of things that a value is, to the tables of methods. */
export function kindsOf(data: Data): string[] {
  if (data.t === 'sequence' || data.t === 'record') return [data.flavor];
  return data.t === 'str' ? ['text'] : [];
}
