import type { FileFacts } from '../inference/file-facts';
import type { FileTable, FileText } from '../protocol/file-page';
import { plural } from '../text/plural';
import { printable } from '../text/printable';

/** What a file says of itself, for the page and the terminal alike. */
export function fileText(facts: FileFacts): FileText {
  const {
    bytes,
    producer,
    opsets,
    metadata,
    inputs,
    outputs,
    weights,
    layers,
    operators,
    lacks,
    tensors,
    tensorCount,
  } = facts;
  const sets = opsets.map(({ domain, version }) => `${domain || 'ai.onnx'} ${version}`).join(', ');
  return {
    about: [
      `${plural(bytes, 'byte')}${producer && `, by ${producer}`}; operators of ${sets || 'no version'}.`,
      `${plural(weights.tensors, 'weight')} with ${plural(weights.values, 'value')}; ${plural(tensorCount, 'tensor')} in all.`,
      ...(lacks === undefined ? [] : [`Not a model that State Probe runs: ${lacks}.`]),
      ...(layers.length === 0 ? ['Names of tensors tell no layers.'] : []),
    ].map(printable),
    tables: [
      tableOf(['input', 'type', 'shape'], inputs.map(tensorRow)),
      tableOf(['output', 'type', 'shape'], outputs.map(tensorRow)),
      tableOf(['layers', 'weights', 'values'], layers.map(layersRow)),
      tableOf(
        ['operator', 'nodes'],
        operators.map(({ operator, count }) => [operator, count.toLocaleString('en')]),
      ),
      tableOf(
        ['metadata', 'value'],
        metadata.map(({ key, value }) => [key, value]),
      ),
    ].filter(({ rows }) => rows.length > 0),
    tensors: { ...tensorsTable(tensors), total: tensorCount },
  };
}

/** Tensors with what makes them. */
export function tensorsTable(tensors: FileFacts['tensors']): FileTable {
  const rows = tensors.map((tensor) => {
    const from = typeof tensor.from === 'string' ? tensor.from : tensor.from.operator;
    return [...tensorRow(tensor), tensor.isOutput ? `${from}, output` : from];
  });
  return tableOf(['tensor', 'type', 'shape', 'from'], rows);
}

function tableOf(columns: string[], rows: readonly string[][]): FileTable {
  return { columns, rows: rows.map((row) => row.map(printable)) };
}

/** `?` stands for what the file does not say. */
function tensorRow({ name, type = '?', shape }: FileFacts['tensors'][number]): string[] {
  return [name, type, shape ? `[${shape.join(', ')}]` : '?'];
}

function layersRow({ name, numbers, weights, values }: FileFacts['layers'][number]): string[] {
  const [first = 0, last = first] = [numbers[0], numbers.at(-1)];
  const which = first === last ? String(first) : `${first}–${last}`;
  return [
    `${name}.${which}`,
    ...(weights === 0 ? ['–', '–'] : [weights, values].map((count) => count.toLocaleString('en'))),
  ];
}
