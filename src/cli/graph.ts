import { InferenceError } from '../inference/client';
import { eachFile } from './each-file';
import { graphReport, graphText } from './graph-text';
import { atStart } from './input';
import { placeOf } from './model-list';
import { clientOf } from './providers';
import { TIMEOUT_OPTION } from './model-options';
import type { AskedTensor, Put } from '../inference/tensor';
import { UsageError, wholeNumber, type Arguments } from './usage';
import type { Verb } from './verb';

export const graph: Verb = {
  usage: ['FILE…', 'FILE --show TENSOR --tokens 0,1,2', 'FILE --show TENSOR --tokens 0,1,2 --put TENSOR@3=zero'],
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
    {
      name: 'put',
      value: 'TENSOR@T=WHAT',
      help: 'shows it once more with a tensor [batch, length, width] replaced after token T, from 1, by zero or by what stands there after another token, @S; may be given several times',
      many: true,
    },
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

function showOf(args: Arguments): AskedTensor | undefined {
  const [tensor, tokens, puts] = [args.text('show'), args.list('tokens'), args.texts('put').map(putOf)];
  if (tensor === undefined && !tokens && puts.length === 0) return undefined;
  if (tensor === undefined || !tokens || tokens.length === 0)
    throw new UsageError('--show TENSOR and --tokens 0,1,2 go together');
  const ids = Int32Array.from(tokens, (text) => wholeNumber(text, 0, '--tokens'));
  return { tensor, tokens: ids, ...(puts.length > 0 && { puts }) };
}

/** `TENSOR@3=zero` or `TENSOR@3=@1`; names of tensors may hold anything. @throws UsageError */
function putOf(text: string): Put {
  const [, tensor, token = '', what = ''] = /^(.+)@(\d+)=(zero|@\d+)$/.exec(text) ?? [];
  if (tensor === undefined) throw new UsageError(`--put '${text}' is not TENSOR@3=zero or TENSOR@3=@1`);
  const at = (number: string): number => wholeNumber(number, 1, '--put') - 1;
  return { tensor, token: at(token), from: what === 'zero' ? 'zero' : at(what.slice(1)) };
}
