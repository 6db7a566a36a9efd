import type { Answering } from '../answering';

/** A wave over the steps for the first, and for the others something that has no axis of steps. */
export const chosenTensor: Answering<'chosenTensor'> = ({ key }, probe) => {
  const isOverSteps = key === 1;
  const [rows, columns] = isOverSteps ? [32, probe?.steps.count ?? 0] : [4, 8];
  const data = Float32Array.from({ length: rows * columns }, (_, at) =>
    Math.sin((at % columns) / 3 + Math.floor(at / columns)),
  );
  const shape = isOverSteps ? [1, columns, rows] : [rows, columns];
  return { type: 'float32', shape, isOverSteps, rows, columns, data };
};
