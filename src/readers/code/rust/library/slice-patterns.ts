import { box, list, listOf } from '../../core/library/parameters';
import type { Part } from '../../core/library/library';
import { pure, refuse, using } from '../../core/library/table';
import type { Box } from '../../core/values';
import { count } from '../../native/parameters';
import { vector } from './parameters';

/** An array itself is taken apart into values, what is borrowed into references: those alone change with it. */
function isOwned({ data }: Box): boolean {
  return data.t === 'sequence';
}

/** What patterns of slices ask for, under names that no text can have. */
export const slicePatterns: Part = {
  functions: {
    'has length': pure([list, count], (of, length) => of.length === length),
    'is as long as': pure([list, count], (of, least) => of.length >= least),
    /** Elements below zero are counted from the end. */
    'element at': using([box, count], ({ m, at }, subject, index) => {
      const of = listOf(m, subject, at);
      const place = index < 0 ? of.length + index : index;
      const value = of.box(place) ?? refuse(`there is no element ${index}: the length is ${of.length}`);
      return isOwned(subject) ? value : { t: 'reference', place: of.cell(place) };
    }),
    'all between': using([box, count, count], (call, subject, first, behind) => {
      const of = listOf(call.m, subject, call.at);
      const part = of.part(first, of.length - behind);
      return isOwned(subject) ? vector(call, part.boxes) : part.view;
    }),
  },
};
