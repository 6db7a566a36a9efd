import { readFormal } from '../../../../src/readers/formal/read';
import { documentExamples } from '../examples';

describe('docs/reading-languages.md', () => documentExamples('reading-languages.md', 'formal', readFormal));
