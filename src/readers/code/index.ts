import type { TextReader } from '../reader';
import { codeExamples } from './examples';
import { readCode } from './read';

export { readCode };
export const code: TextReader = { read: readCode, examples: codeExamples };
