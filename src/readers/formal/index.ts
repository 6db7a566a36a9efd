import { passage, type TextReader } from '../reader';
import { readFormal } from './read';

export { PROBLEM_NAMES, problemNamed, problemTrace } from './problems';
export { FORMAL_OPTION, formalFault } from './said';
export const formal: TextReader = {
  read: readFormal,
  async *examples(source) {
    yield await passage({ start: 0, end: source.text.trimEnd().length }, () => readFormal(source, {}));
  },
};
