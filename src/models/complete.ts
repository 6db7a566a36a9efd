import { identity, productOn, type SlotMap } from '../algebra/maps';
import { textOfUnits as key } from '../lists/text-of-units';
import type { MonoidTask } from './manifest';

/** Products formed at most, about two seconds; of a task beyond it the classes are not held against its tokens. */
const MOST_PRODUCTS = 5_000_000;

/** A product that no class stands for, and a word of tokens that has it. */
export interface Missing {
  word: number[];
  map: SlotMap;
}

/**
 * The first product of a task's tokens that none of its classes stands for; undefined
 * when every product has its class, or there are too many to tell. Breadth first, so that the word is a shortest one.
 */
export function missingClass({ degree, tokens, classes, acts }: MonoidTask): Missing | undefined {
  const multiply = productOn(acts);
  const known = new Set(classes.map(key));
  const reached: { map: SlotMap; from?: number; token?: number }[] = [{ map: identity(degree) }];
  const seen = new Set([key(identity(degree))]);
  const wordTo = (end: number): number[] => {
    const word: number[] = [];
    for (let at: number | undefined = end; at !== undefined; at = reached[at]?.from) {
      const token = reached[at]?.token;
      if (token !== undefined) word.push(token);
    }
    return word.reverse();
  };
  for (let at = 0; at < reached.length; at++) {
    if ((at + 1) * tokens.length > MOST_PRODUCTS) return undefined;
    for (const [token, step] of tokens.entries()) {
      const map = multiply(reached[at]?.map ?? [], step);
      const product = key(map);
      if (!known.has(product)) return { word: [...wordTo(at), token], map };
      if (seen.has(product)) continue;
      seen.add(product);
      reached.push({ map, from: at, token });
    }
  }
  return undefined;
}
