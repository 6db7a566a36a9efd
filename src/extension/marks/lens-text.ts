import { modelsText } from '../probes/outcome';
import { isOfThisText } from '../probes/place';
import type { Probed } from '../probes/probed';

/** An old outcome is never shown as that of a newer text. */
export function lensText(
  { place, unreadable, probe }: Pick<Probed, 'place' | 'unreadable' | 'probe'>,
  live: boolean,
): string {
  // What is written behind the last step leaves the marks of the others true, and may be unreadable all the same.
  if (live && unreadable !== undefined) return `cannot be read as it is: ${unreadable}`;
  if (isOfThisText(place)) return modelsText(probe);
  return live ? 'reading what you type …' : 'the text has changed since';
}
