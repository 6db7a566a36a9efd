import type { Token } from '../../language/tokens';
import * as words from './words';

/** A sentence without what it says goes along, and the words for that. */
export interface Accompanied {
  tokens: Token[];
  along: Token[][];
}

/** `carried the basket, cat and all, out`, `slid the tray, with the ring still on it, into the safe`: what is in a thing goes with it. */
export function withoutCompanions(tokens: readonly Token[]): Accompanied {
  const left = [...tokens];
  const along: Token[][] = [];
  for (let at = 1; at < left.length; at++) {
    const found = andAllAt(left, at) ?? stillInItAt(left, at);
    if (!found) continue;
    along.push(left.slice(found.from, found.to));
    left.splice(at, found.end - at);
  }
  return { tokens: left, along };
}

interface Found {
  /** The noun phrase. */
  from: number;
  to: number;
  end: number;
}

/** `, cat and all,` */
function andAllAt(tokens: readonly Token[], at: number): Found | undefined {
  if (tokens[at]?.text !== ',') return undefined;
  const and = tokens.findIndex(
    ({ lower }, k) => k > at + 1 && k < at + 5 && lower === 'and' && tokens[k + 1]?.lower === 'all',
  );
  if (and < 0 || tokens.slice(at + 1, and).some(({ kind }) => kind !== 'word')) return undefined;
  const end = and + 2;
  const close = tokens[end];
  if (close !== undefined && close.text !== ',') return undefined;
  return { from: at + 1, to: and, end: close ? end + 1 : end };
}

/** `with the ring still on it` */
function stillInItAt(tokens: readonly Token[], at: number): Found | undefined {
  const from = tokens[at]?.text === ',' ? at + 1 : at;
  if (tokens[from]?.lower !== 'with') return undefined;
  const still = tokens.findIndex(
    ({ lower }, k) => k > from + 1 && k < from + 6 && (lower === 'still' || words.PLACING.has(lower)),
  );
  if (still < 0) return undefined;
  const place = still + (tokens[still]?.lower === 'still' ? 1 : 0);
  const isIt = words.PLACING.has(tokens[place]?.lower ?? '') && ['it', 'them'].includes(tokens[place + 1]?.lower ?? '');
  const isNoun = words.DETERMINERS.has(tokens[from + 1]?.lower ?? '');
  if (!isIt || !isNoun) return undefined;
  const end = place + 2;
  return { from: from + 1, to: still, end: tokens[end]?.text === ',' && from > at ? end + 1 : end };
}
