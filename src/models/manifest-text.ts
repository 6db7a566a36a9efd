import { mebibytes } from '../files/reasons';

/** Bytes of a manifest: the largest bundled one has 12 kB, and a task of a thousand classes of 64 slots 300 kB. */
export const MOST_MANIFEST = 2 ** 20;

/** Lists in lists: what a manifest means has five, and every tool that walks deeper ones has an end somewhere. */
const MOST_NESTING = 64;

/** Why a manifest's text is not even parsed; undefined where it may be. */
export function tooMuch(text: string): string | undefined {
  // A text has no more code units than bytes, and no less than a third of them.
  if (text.length > MOST_MANIFEST || Buffer.byteLength(text) > MOST_MANIFEST)
    return `it has more than ${mebibytes(MOST_MANIFEST)}`;
  if (nesting(text) > MOST_NESTING) return `it nests deeper than ${MOST_NESTING} levels`;
  return undefined;
}

/** The deepest nesting of JSON; of what is none, some number. */
function nesting(text: string): number {
  let depth = 0;
  let most = 0;
  let isText = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (isText) {
      if (character === '\\') at++;
      else if (character === '"') isText = false;
    } else if (character === '"') isText = true;
    else if (character === '{' || character === '[') most = Math.max(most, ++depth);
    else if (character === '}' || character === ']') depth--;
  }
  return most;
}
