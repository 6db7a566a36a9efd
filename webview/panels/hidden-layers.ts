import { layerOf } from '../../src/representation/outputs';
import { shortened } from '../draw/names';
import type { Model } from '../../src/protocol/messages';

/** Why a panel about the layers shows nothing of a model; undefined where there are some. */
export function lacksLayers({ layers }: Model): string | undefined {
  return layers.length > 0 ? undefined : 'This model gives no hidden states.';
}

/** Name of the layer that an output is of, short enough for a heading. */
export function layerText({ layers }: Model, output: string): string {
  return shortened(layers[layerOf(output)]?.name ?? output, 40);
}
