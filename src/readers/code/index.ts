import type { TextReader } from '../reader';
import { codeExamples } from './examples';
import { readCode } from './read';

export { readCode };
export { bracketPlaces } from './brackets';
export { triableFunctions, type Triable } from './inputs/functions';
export const code: TextReader = { read: readCode, examples: codeExamples };
