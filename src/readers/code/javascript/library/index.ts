import { Library } from '../../core/library/library';
import type { Data } from '../../core/values';
import { arrays } from './arrays';
import { functions } from './functions';
import { json } from './json';
import { numbers } from './numbers';
import { objects } from './objects';
import { texts } from './texts';

/** `Array` is called, made with `new` and has members: members of a function are looked up under its name. */
export const library = new Library([arrays, functions, json, numbers, objects, texts]);

/** The kinds of things that a value is, to the tables of methods. */
export function kindsOf(data: Data): string[] {
  if (data.t === 'sequence') return data.flavor === 'arguments' ? [] : ['array'];
  if (data.t === 'record' && data.flavor === 'map') return ['map'];
  if (data.t === 'record' && data.flavor === 'set') return ['set'];
  if (data.t === 'function') return ['function'];
  if (data.t === 'iterator') return ['iterator'];
  if (data.t === 'num') return ['number'];
  return data.t === 'str' ? ['text'] : [];
}
