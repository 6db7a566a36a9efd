import { Library } from '../core/library/library';
import type { Data } from '../core/values';
import { builtins } from './builtins';
import { methods } from './methods';

export const library = new Library([builtins, methods]);

/** The kinds of things that a value is, to the tables of methods. */
export function kindsOf(data: Data): string[] {
  if (data.t === 'sequence' || data.t === 'record') return [data.flavor];
  return [];
}
