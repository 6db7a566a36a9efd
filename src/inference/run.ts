import { checkOutput, checkRun, ContractError } from './contract';
import type { Progress, RunRequest, RunResult, Tensor } from './protocol';
import type { Beside, Part } from './bridge/bridge';
import type { OpenModel } from './open-model';

/** Tokens of one call on the CPU: with more, what passes between operators no longer fits its caches, which takes up to half as long again. */
const CPU_TOKENS = 2048;

/**
 * Runs a batch in pieces small enough that progress can be told between them, and puts the pieces together.
 *
 * @throws ContractError before the run for a request, after it for a model, that does not keep to the contract
 */
export async function runModel(
  model: OpenModel,
  request: Omit<RunRequest, 'kind'>,
  onProgress: (progress: Progress) => void,
  beside?: Beside,
): Promise<RunResult> {
  const { batch, length, outputs, classes } = request;
  const most = model.facts.provider === 'cpu' ? Math.max(1, Math.floor(CPU_TOKENS / length)) : Infinity;
  const chunk = Math.min(most, checkRun(model.shape, request, model.memory));
  const tensors: Record<string, Tensor> = {};
  let milliseconds = 0;
  for (let done = 0; done < batch;) {
    const size = Math.min(chunk, batch - done);
    const tokens = request.tokens.subarray(done * length, (done + size) * length);
    const start = performance.now();
    const first = done;
    const besidePiece = beside && ((part: Part) => beside({ ...part, first: first + part.first }));
    const results = await model.run(tokens, size, length, outputs, besidePiece);
    milliseconds += performance.now() - start;
    for (const name of outputs) {
      const result = results[name];
      if (!result) throw new ContractError(`the model gave no "${name}"`);
      checkOutput(name, result.dims, { batch: size, length }, classes);
      tensors[name] = place(tensors[name], result, done, batch);
    }
    done += size;
    if (done < batch) onProgress({ done, total: batch, message: 'running' });
  }
  return { ...model.facts, tensors, milliseconds };
}

/** Puts the sequences of `piece` at place `at` of the tensor of all of them. */
function place(whole: Tensor | undefined, piece: Tensor, at: number, batch: number): Tensor {
  const [size = 0, ...rest] = piece.dims;
  if (size === batch) return piece;
  const each = piece.data.length / size;
  const all = whole ?? { dims: [batch, ...rest], data: new Float32Array(batch * each) };
  if (all.data.length !== batch * each) throw new ContractError('its outputs change their width from run to run');
  all.data.set(piece.data, at * each);
  return all;
}
