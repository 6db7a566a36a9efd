import type { Layer } from '../protocol/messages';
import { layerName } from '../representation/outputs';

/** @param widths neurons of the embedding and of every layer after it */
export function layersOf(widths: readonly number[]): Layer[] {
  return widths.map((neurons, k) => ({ name: layerName(k), neurons }));
}
