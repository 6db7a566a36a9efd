/** Arguments of one call, far below what an engine takes. */
const PIECE = 4096;

/** The string whose UTF-16 code units are these numbers below 65536: a short key for a list of small numbers. */
export function textOfUnits(units: readonly number[]): string {
  if (units.length <= PIECE) return String.fromCharCode.apply(undefined, units as number[]);
  let text = '';
  for (let at = 0; at < units.length; at += PIECE)
    text += String.fromCharCode.apply(undefined, units.slice(at, at + PIECE));
  return text;
}
