import { eachFile } from './each-file';
import { READ_OPTIONS, readTrace } from './input';
import type { Verb } from './verb';

export const verdict: Verb = {
  usage: ['FILE…'],
  does: 'how hard the state of a text is to follow',
  options: READ_OPTIONS,
  run: (args) =>
    eachFile(
      args,
      (path) => readTrace(path, args),
      (trace) => trace.verdict?.sentence ?? 'nothing is known of it',
    ),
};
