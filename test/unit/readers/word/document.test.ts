import { readWord } from '../../../../src/readers/word';
import { documentExamples } from '../examples';

describe('docs/reading-words.md', () => documentExamples('reading-words.md', 'word', readWord));
