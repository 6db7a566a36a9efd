import { readingOf, viewRead } from '../../analysis/suited';
import { asRead } from '../../analysis/tokens';
import type { Example } from '../../datasets/examples/example';
import { worldOfExample } from '../../datasets/examples/trace-of-example';
import { MOST_SYMBOLS, setOf } from '../../languages/symbol-sets';
import type { Encoding } from '../../models/encoding';
import type { Manifest } from '../../models/manifest';
import { seenIn } from '../../trace/views';

/** An example as a model reads it. */
export interface ReadExample extends Pick<Encoding, 'tokens' | 'after'> {
  /** The model's class of the true state after each step, of a language the set of the symbols that may come next; -1 for none. */
  truth: Int32Array;
}

/** What a model reads of an example, or why it cannot. @throws RangeError for an example that is not what it says it is */
export function readExample(manifest: Manifest, example: Example): ReadExample | { problem: string } {
  const { task } = manifest;
  if (example.kind === 'language') {
    if (task.kind !== 'language' || task.name !== example.language)
      return { problem: `its task is ${task.name}, not ${example.language}` };
    const tokens = asRead(task, example.tokens);
    const before = tokens.length - example.tokens.length;
    const isTold = task.alphabet.length <= MOST_SYMBOLS;
    return {
      tokens,
      after: Int32Array.from(example.tokens, (_, step) => before + step),
      truth: Int32Array.from(example.tokens, (_, step) => (isTold ? setOf(example.next[step] ?? []) : -1)),
    };
  }
  const trace = worldOfExample(example);
  const reading = readingOf({ manifest }, seenIn(viewRead({ manifest }, trace, undefined), trace, undefined));
  if ('problem' in reading) return reading;
  const { encoding, truths } = reading;
  return { tokens: encoding.tokens, after: encoding.after, truth: truths };
}
