import type { ShownTensor } from '../inference/tensor';
import type { ChosenTensorValues } from '../protocol/messages';

/** Rows, and values in all, that are drawn. */
const MOST_ROWS = 512;
const MOST_VALUES = 1_000_000;

/**
 * A tensor of a file as the page draws it: where one of its axes is as long as the word, that axis gives the columns, one for each
 * step; else the last axis does. The other axes, in order, give the rows.
 *
 * @param after for each step of the text the token after which its state counts; -1 where there is none
 * @param tokens of the word
 */
export function pageTensor(
  { type, shape, values }: Pick<ShownTensor, 'type' | 'shape' | 'values'>,
  after: Int32Array,
  tokens: number,
): ChosenTensorValues {
  const axis = tokenAxis(shape, tokens);
  const isOverSteps = axis !== undefined;
  const along = axis ?? shape.length - 1;
  const size = shape[along] ?? 1;
  // Values that stand side by side for one place of the axis.
  const inner = shape.slice(along + 1).reduce((product, one) => product * one, 1);
  const all = values.length / Math.max(1, size);
  const places = isOverSteps ? after : Int32Array.from({ length: size }, (_, at) => at);
  const columns = places.length;
  const rows = Math.min(all, MOST_ROWS, Math.max(1, Math.floor(MOST_VALUES / Math.max(1, columns))));
  const data = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const start = Math.floor(row / inner) * size * inner + (row % inner);
    places.forEach((place, column) => {
      data[row * columns + column] = place < 0 ? NaN : (values[start + place * inner] ?? NaN);
    });
  }
  const reason = `state-probe graph FILE --show TENSOR --json gives all of them.`;
  return {
    ...{ type, shape, isOverSteps, rows, columns, data },
    ...(rows < all && { cut: { what: 'neurons', shown: rows, total: all, reason } }),
  };
}

/** The second axis where it is as long as the word, as in `[batch, length, width]`; else the first such one. */
function tokenAxis(shape: readonly number[], tokens: number): number | undefined {
  if (shape[1] === tokens) return 1;
  const axis = shape.indexOf(tokens);
  return axis < 0 ? undefined : axis;
}
