import type { TextReader } from '../reader';
import { wordExamples } from './examples';
import { readWord } from './read';

export { readWord };
export const word: TextReader = { read: readWord, examples: wordExamples };
