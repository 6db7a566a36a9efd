import { Library } from '../core/library/library';
import type { Data } from '../core/values';
import { globals } from './globals';
import { methods } from './methods';

export const library = new Library([globals, methods]);

/** The kinds of things that a value is, to the tables of methods. */
export function kindsOf(data: Data): string[] {
  if (data.t === 'sequence') return ['array'];
  if (data.t === 'record' && data.flavor === 'map') return ['map'];
  return [];
}
