import type { TextReader } from '../reader';
import { narrativeExamples } from './examples';
import { NOT_READ, readNarrative } from './read';

export { NOT_READ, readNarrative };
export const narrative: TextReader = { read: readNarrative, examples: narrativeExamples };
