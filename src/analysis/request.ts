import type { Bits, RunRequest } from '../inference/protocol';
import type { Model } from '../models/catalogue';
import { classesOf, vocabularyOf } from '../models/manifest';

/** What a model is asked over `tokens`, row-major `[batch, length]`: its manifest says what the answer is checked against. */
export function requestFor(
  { path, manifest }: Pick<Model, 'path' | 'manifest'>,
  tokens: Int32Array,
  {
    providers,
    batch = 1,
    outputs = ['logits'],
    bits,
    shared,
  }: Pick<RunRequest, 'providers'> &
    Partial<Pick<RunRequest, 'batch' | 'outputs'>> & {
      bits?: Bits | undefined;
      shared?: true | undefined;
    },
): Omit<RunRequest, 'kind'> {
  const length = tokens.length / batch;
  const [vocabulary, classes] = [vocabularyOf(manifest), classesOf(manifest)];
  const asked = { model: path, providers, tokens, batch, length, vocabulary, classes, outputs };
  return { ...asked, ...(bits && { bits }), ...(shared && { shared }) };
}
