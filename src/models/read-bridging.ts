import type { Bridging } from './bridging';
import { manifestData } from './manifest-source';
import { OnnxFileError, readOnnxMetadata } from './onnx-metadata';

const FIELDS = ['inputs', 'outputs', 'states', 'sizes', 'writes'];

/**
 * What a model's manifest says of how its file is to be run; few say anything, so that what checks it is loaded only then.
 *
 * @throws OnnxFileError for a manifest that does not hold what it must
 */
export async function readBridging(path: string): Promise<Bridging> {
  const { metadata } = await readOnnxMetadata(path);
  const found = await manifestData(path, metadata);
  if ('reason' in found || !FIELDS.some((field) => field in found.data)) return {};
  const { bridgingSchema } = await import('./bridging');
  const checked = bridgingSchema.safeParse(found.data);
  if (!checked.success) throw new OnnxFileError('its manifest is not as it must be; state-probe check tells more');
  return checked.data;
}
