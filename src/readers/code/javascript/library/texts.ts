import type { Part } from '../../core/library/library';
import { or } from '../../core/library/parameters';
import { pure } from '../../core/library/table';
import { text } from './parameters';

export const texts: Part = {
  functions: {
    String: pure([or(text, '')], (of) => of),
  },
};
