import { Library } from '../../core/library/library';
import { asPlain } from '../../core/constants';
import type { Data } from '../../core/values';
import { counters } from '../missing';
import { collections } from './collections';
import { deques } from './deques';
import { functions } from './functions';
import { iterables } from './iterables';
import { itertools } from './itertools';
import { heaps } from './heaps';
import { numbers } from './numbers';
import { objects } from './objects';
import { namedTuples } from './named-tuples';
import { operators } from './operators';
import { partials } from './partials';
import { sets } from './sets';
import { texts } from './texts';

/** Modules of which nothing is known are named by the parts, so that the error can say what is not known: what they do. */
export const library = new Library([
  collections,
  deques,
  functions,
  heaps,
  iterables,
  itertools,
  namedTuples,
  numbers,
  objects,
  operators,
  partials,
  sets,
  texts,
]);

/** The kinds of things that a value is, to the tables of methods. */
export function kindsOf(data: Data): string[] {
  if (data.t === 'record' && counters.has(data)) return ['counter', 'dict'];
  const plain = asPlain(data);
  if (plain.t === 'int' || plain.t === 'bool') return ['int'];
  if (plain.t === 'num') return ['float'];
  if (data.t === 'sequence' || data.t === 'record') return [data.flavor];
  if (data.t === 'iterator') return data.next.result ? ['generator'] : [];
  return data.t === 'str' ? ['text'] : [];
}
