import type { TextReader } from '../reader';
import { narrativeExamples } from './examples';
import { readNarrative } from './read';

export { readNarrative };
export const narrative: TextReader = { read: readNarrative, examples: narrativeExamples };
