import { readFormal } from '../../../../src/readers/formal/read';
import { documentExamples } from '../examples';

describe('docs/reading-problems.md', () => documentExamples('reading-problems.md', 'formal', readFormal));
describe('docs/reading-languages.md', () => documentExamples('reading-languages.md', 'formal', readFormal));
