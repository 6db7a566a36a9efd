/** UTF-16 code units of a reason: it may quote what a file holds, which may be anything. */
export const MOST_REASON = 500;

const GAP = ' … ';
/** The end of a reason says what is wrong with what it quotes. */
const TAIL = 150;

/** A reason that is too long loses its middle. */
export function shortReason(reason: string): string {
  if (reason.length <= MOST_REASON) return reason;
  const head = reason.slice(0, MOST_REASON - GAP.length - TAIL).replace(/[\uD800-\uDBFF]$/, '');
  const tail = reason.slice(-TAIL).replace(/^[\uDC00-\uDFFF]/, '');
  return `${head}${GAP}${tail}`;
}
