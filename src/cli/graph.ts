import { InferenceError } from '../inference/client';
import { eachFile } from './each-file';
import { graphReport, graphText } from './graph-text';
import { atStart } from './input';
import { placeOf } from './model-list';
import { clientOf, TIMEOUT_OPTION } from './providers';
import type { Arguments } from './usage';
import type { Verb } from './verb';

export const graph: Verb = {
  usage: ['FILE…'],
  does: 'what is in any ONNX file: inputs, outputs, layers, operators, and tensors by name (docs/inside.md)',
  notes: [
    'Nothing of the file is run, and no large weight is read. It need not follow the contract; check says whether it does.',
  ],
  options: [
    { name: 'find', value: 'TEXT', help: 'also the tensors whose names hold the text, in any case' },
    TIMEOUT_OPTION,
  ],
  run: graphFiles,
};

async function graphFiles(args: Arguments, signal: AbortSignal): Promise<number> {
  const wanted = args.text('find');
  const client = clientOf(args);
  try {
    return await eachFile(
      args,
      async (path) => {
        try {
          return graphReport(path, await client.graph(placeOf(path), { signal }), wanted);
        } catch (error) {
          throw error instanceof InferenceError ? atStart(path, error.message) : error;
        }
      },
      graphText,
      'graph',
    );
  } finally {
    client.dispose();
  }
}
