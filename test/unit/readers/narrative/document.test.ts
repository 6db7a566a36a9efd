import { readNarrative } from '../../../../src/readers/narrative';
import { documentExamples } from '../examples';

describe('docs/reading-narratives.md', () => documentExamples('reading-narratives.md', 'narrative', readNarrative));
