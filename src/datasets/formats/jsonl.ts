import { splitFile } from '../keys';
import type { Format } from './format';

/** An example in each line. All other formats are made of these lines, so they are there whether asked for or not. */
export const jsonl: Format = {
  name: 'jsonl',
  label: 'JSONL',
  help: 'one example in each line; what models are evaluated on',
  path: splitFile,
  files: (split) => [{ path: splitFile(split) }],
  write: (to) => to.join(),
};
