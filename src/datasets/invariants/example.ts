import type { Fault } from '../../trace/json-place';
import { rangeFault } from '../../trace/invariants';
import type { Example } from '../examples/example';
import { hashOf } from '../examples/hash';
import type { Language } from '../../languages/schema';
import { LanguageFaults } from './language';
import { lengthFault } from './parts';
import { traceExampleFault } from './trace';
import { WordFaults } from './word';

/**
 * Holds examples against what they promise beyond their types: lengths, indices, states, labels and verdicts that follow
 * from the tokens. One for each file; what is computed for one example serves the next.
 */
export class ExampleFaults {
  private readonly words = new WordFaults();
  private readonly languages: LanguageFaults;

  /** @param defined the language that the data set around the file defines, if it does */
  constructor(defined?: Language) {
    this.languages = new LanguageFaults(defined);
  }

  /** The first promise that an example breaks. */
  of(example: Example): Fault | undefined {
    return commonFault(example) ?? this.ownFault(example);
  }

  private ownFault(example: Example): Fault | undefined {
    switch (example.kind) {
      case 'word':
        return this.words.of(example);
      case 'language':
        return this.languages.of(example);
      case 'trace':
        return traceExampleFault(example);
    }
  }
}

function commonFault({ tokens, states, source, text }: Example): Fault | undefined {
  if (tokens.length === 0) return { path: ['tokens'], reason: 'there is no token' };
  const uneven = lengthFault(['states'], states, tokens);
  if (uneven) return uneven;
  const { range, uri, hash } = source;
  const fault = range && rangeFault(range);
  if (fault) return { path: ['source', 'range', ...fault.path], reason: fault.reason };
  if (!uri.startsWith('generated:')) return undefined;
  if (range) return { path: ['source', 'range'], reason: 'what was generated stands in no file' };
  return hash === hashOf(text)
    ? undefined
    : { path: ['source', 'hash'], reason: `is not that of the text, ${hashOf(text)}` };
}
