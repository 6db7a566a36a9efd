import { layerInputs, type PatchInput } from '../../graph/patch-input';
import type { RemoteModel, RemoteTensor } from '../../models/remote/metadata';
import { ContractError } from '../contract';
import type { ViewOf } from '../view-of';

/**
 * The inputs by which a server lets layers of its model be replaced: for `hidden.k` a mask BOOL `[batch, length, 1]` and a value
 * FP32 `[batch, length, width]`, by the names that views of files have too.
 *
 * @throws ContractError for a view of more than the server offers
 */
export function patchesFor({ inputs }: RemoteModel, view: ViewOf): PatchInput[] {
  const { layers, states, untrained, ablated, probed, bits } = view;
  if (untrained !== undefined || ablated || probed !== undefined || bits)
    throw new ContractError(
      'a server shows nothing of its model’s graph: weights and parts are changed in a model that is a file',
    );
  if (states.length > 0)
    throw new ContractError(
      'a server takes no recurrent states, only layers: those are replaced in a model that is a file',
    );
  const byName = new Map(inputs.map((input) => [input.name, input]));
  return layers.map((output) => {
    const { mask, value } = layerInputs(output);
    const [on, given] = [byName.get(mask), byName.get(value)];
    if (!on || !given)
      throw new ContractError(
        `its server takes nothing in place of "${output}": it has no inputs "${mask}" and "${value}"`,
      );
    check(on, 'BOOL', '[batch, length, 1]');
    check(given, 'FP32', '[batch, length, width]');
    return { output, mask, value, by: 'tokens', sizes: given.shape.slice(2).map((size) => (size >= 0 ? size : null)) };
  });
}

function check({ name, datatype, shape }: RemoteTensor, type: string, sizes: string): void {
  if (datatype !== type || shape.length !== 3)
    throw new ContractError(
      `its server’s input "${name}" must be ${type} ${sizes}, not ${datatype} [${shape.join(', ')}]`,
    );
}
