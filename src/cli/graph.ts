import { InferenceError } from '../inference/client';
import { eachFile } from './each-file';
import { graphReport, graphText } from './graph-text';
import { atStart } from './input';
import { placeOf } from './model-list';
import { clientOf, TIMEOUT_OPTION } from './providers';
import { UsageError, wholeNumber, type Arguments } from './usage';
import type { Verb } from './verb';

export const graph: Verb = {
  usage: ['FILE…', 'FILE --show TENSOR --tokens 0,1,2'],
  does: 'what is in any ONNX file: inputs, outputs, layers, operators, and tensors by name (docs/inside.md)',
  notes: [
    'Nothing of the file is run without --show, and no large weight is read. It need not follow the contract; check says whether it does.',
  ],
  options: [
    { name: 'find', value: 'TEXT', help: 'also the tensors whose names hold the text, in any case' },
    {
      name: 'show',
      value: 'TENSOR',
      help: 'runs the file over --tokens and shows what a tensor holds then, by its whole name',
    },
    { name: 'tokens', value: '0,1,2', help: 'token ids of one word, for --show' },
    TIMEOUT_OPTION,
  ],
  run: graphFiles,
};

async function graphFiles(args: Arguments, signal: AbortSignal): Promise<number> {
  const wanted = args.text('find');
  const show = showOf(args);
  const client = clientOf(args);
  try {
    return await eachFile(
      args,
      async (path) => {
        try {
          const facts = await client.graph(placeOf(path), { signal });
          const shown = show && (await client.tensor(placeOf(path), show, { signal }));
          return graphReport(path, facts, wanted, shown);
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

function showOf(args: Arguments): { tensor: string; tokens: Int32Array } | undefined {
  const [tensor, tokens] = [args.text('show'), args.list('tokens')];
  if (tensor === undefined && !tokens) return undefined;
  if (tensor === undefined || !tokens || tokens.length === 0)
    throw new UsageError('--show TENSOR and --tokens 0,1,2 go together');
  return { tensor, tokens: Int32Array.from(tokens, (text) => wholeNumber(text, 0, '--tokens')) };
}
