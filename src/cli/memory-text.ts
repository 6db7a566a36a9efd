import type { MemoryHorizon, Superposition } from '../analysis/memory';
import type { StateSpectra } from '../inference/looks';
import { layerName, layerOf } from '../representation/outputs';
import type { Spectrum } from '../representation/transitions';
import { percent } from '../text/percent';
import { table } from './table';

/** Tokens and states of some tokens ago, as far as a linear probe reads them. */
export function memoryText({ lags, tokens, layers, guess, twin }: MemoryHorizon): string {
  const half = Math.floor(tokens / 2);
  const of = (what: 'token' | 'state'): string => {
    const rows = layers.flatMap((layer) => {
      const control = twin?.find(({ output }) => output === layer.output);
      return [
        [nameOf(layer.output), ...layer[what].map(percent)],
        ...(control ? [[`… of an untrained twin`, ...control[what].map(percent)]] : []),
      ];
    });
    return table(
      [`the ${what} of … tokens ago`, ...lags.map(String)],
      [...rows, ['a guess', ...guess[what].map(percent)]],
    );
  };
  return [
    `Memory: what a linear probe reads of random words of ${tokens} tokens that it was not fitted on, after their last ${tokens - half} tokens.`,
    of('token'),
    of('state'),
  ].join('\n');
}

export function superpositionText({ distances, tokens, layers }: Superposition): string {
  const rows = layers.map(({ output, share }) => [
    nameOf(output),
    ...share.map((value) => (value === null ? 'gone' : value.toFixed(3).replace('-', '−'))),
  ]);
  return [
    `Superposition: how far what a token leaves is the same whatever the last token of ${tokens} is; 1 is a sum, gone is below 10⁻⁴ of what the last one does.`,
    table(['tokens apart', ...distances.map(String)], rows),
  ].join('\n');
}

/** As plain numbers; places on the plane as `[real, imaginary, how many]`. */
export function toldSpectra({ steps, word, ...about }: StateSpectra) {
  return { ...about, steps: told(steps), word: word && told(word) };
}

function told({ points, ...figures }: Spectrum) {
  const places = Array.from({ length: points.length / 3 }, (_, at) => Array.from(points.subarray(3 * at, 3 * at + 3)));
  return { ...figures, points: places };
}

export function eigenvaluesText(spectra: readonly ReturnType<typeof toldSpectra>[]): string {
  const number = (value: number): string => String(Number(value.toFixed(3))).replace('-', '−');
  const row = (name: string, spectrum: ReturnType<typeof told>): string[] => [
    name,
    spectrum.real.map(number).join(' to '),
    number(spectrum.imaginary),
    spectrum.modulus.map(number).join(' to '),
    percent(spectrum.onCircle),
    percent(spectrum.negative),
  ];
  const rows = spectra.flatMap(({ output, isLinear, tokens, steps, word, isWhole }) => [
    row(`${nameOf(output)}, ${isLinear ? '' : 'derivative of '}each of ${tokens} tokens`, steps),
    ...(word ? [row(`${nameOf(output)}, all ${isWhole ? 'of the word' : `of ${tokens} tokens`} together`, word)] : []),
  ]);
  return table(
    ['eigenvalues of the transition', 'real part', 'imaginary, within', 'modulus', 'on the circle', 'below zero'],
    rows,
  );
}

function nameOf(output: string): string {
  const layer = layerOf(output);
  return output.startsWith('state.') ? `recurrent state, layer ${layer}` : layerName(layer);
}
