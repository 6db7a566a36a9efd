import { clip } from '../workbench/markdown';

const DEPTH = /, \d+ layers?$/;

/**
 * Names without their depth, as in `Mamba` for `Mamba, 4 layers`, where that still tells the models apart. For marks,
 * which have little room; lists and hovers have the whole names.
 */
export function briefNames(names: readonly string[]): string[] {
  const short = names.map((name) => name.replace(DEPTH, ''));
  return names.map((name, self) =>
    clip(short.some((other, index) => index !== self && other === short[self]) ? name : (short[self] ?? name), MOST),
  );
}

/** `S4`, or `S4 and 2 more`. */
export function firstOf(names: readonly string[]): string {
  const [first = '', ...more] = names;
  return more.length > 0 ? `${first} and ${more.length} more` : first;
}

/** UTF-16 code units of a name. */
const MOST = 40;
