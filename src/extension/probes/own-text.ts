import type { Probed } from './probed';
import { documentOf } from './reveal';

/** The text that was probed, where it is still what stands in its document. */
export async function ownText(probed: Probed): Promise<string | undefined> {
  if (probed.recorded !== undefined || probed.text !== 'same') return undefined;
  const document = await documentOf(probed);
  return typeof document === 'string' ? undefined : document.getText();
}
