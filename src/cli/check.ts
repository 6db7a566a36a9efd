import { checkModelFile, checkText, isAccepted } from '../inference/check-file';
import { placeOf } from './model-list';
import { print } from './output';
import { clientOf } from './providers';
import { TIMEOUT_OPTION } from './model-options';
import { reportLine } from './report';
import { UsageError, type Arguments } from './usage';
import type { Verb } from './verb';

export const check: Verb = {
  usage: ['FILE…'],
  does: 'whether model files, or models on servers, follow the contract (docs/model-contract.md): what is asked, and what to change where they do not',
  notes: ['A file that is checked is run, on some thousand tokens. Exit code 1 where something fails.'],
  options: [TIMEOUT_OPTION],
  run: checkFiles,
};

async function checkFiles(args: Arguments, signal: AbortSignal): Promise<number> {
  const { positionals } = args;
  if (positionals.length === 0) throw new UsageError('which FILE? (.onnx, or an address https://host/v2/models/NAME)');
  const client = clientOf(args);
  let code = 0;
  try {
    for (const [index, path] of positionals.entries()) {
      const result = await checkModelFile(placeOf(path), client, { signal });
      if (!isAccepted(result)) code = 1;
      if (args.flag('json')) print(reportLine('check', { path, accepted: isAccepted(result), ...result }));
      else print((index > 0 ? '\n' : '') + checkText(path, result));
    }
  } finally {
    client.dispose();
  }
  return code;
}
