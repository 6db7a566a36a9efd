import { realpath } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { readBytes } from '../../files/read';
import { mebibytes, TooLargeError } from '../../files/reasons';
import { externalData, isBelow } from '../../models/external-data';
import { OnnxFileError } from '../../models/onnx-metadata';
import { printable } from '../../text/printable';

interface Weights {
  /** As the model names the file. */
  path: string;
  data: Uint8Array;
}

/** A model with its weights, as bytes. */
interface WholeModel {
  model: Uint8Array;
  weights: Weights[];
}

/**
 * Reads what native onnxruntime finds by itself, by its rule: no weights from outside the model's folder, by no link either.
 *
 * @param folder where a model that comes as bytes has its weights
 * @throws OnnxFileError for weights that lie elsewhere, or more than `most` bytes together; what the file system says
 */
export async function readWhole(
  model: string | Uint8Array,
  folder: string | undefined,
  most: number,
): Promise<WholeModel> {
  let left = most;
  const read = async (file: string): Promise<Uint8Array> => {
    const bytes = await readBytes(file, left).catch((error: unknown) => {
      if (!(error instanceof TooLargeError)) throw error;
      throw new OnnxFileError(
        `with its weights it has more than the ${mebibytes(most)} that WebAssembly takes; run it where onnxruntime has native code`,
        { cause: error },
      );
    });
    left -= bytes.length;
    return bytes;
  };
  const bytes = typeof model === 'string' ? await read(model) : model;
  const place = folder ?? (typeof model === 'string' ? dirname(model) : undefined);
  const weights: Weights[] = [];
  for (const path of externalData(bytes).keys()) {
    if (place === undefined || !isBelow(path) || !(await leadsBelow(join(place, path), place)))
      throw new OnnxFileError(`its weights "${printable(path)}" do not lie below its folder`);
    weights.push({ path, data: await read(join(place, path)) });
  }
  return { model: bytes, weights };
}

async function leadsBelow(file: string, folder: string): Promise<boolean> {
  return (await realpath(file)).startsWith(`${await realpath(folder)}${sep}`);
}
