import type { Entry, Part } from '../../core/library/library';
import { box } from '../../core/library/parameters';
import { using } from '../../core/library/table';
import { FUNCTORS } from '../functors';

const COMPARED = /^[<>]=?$|^[!=]=$/;

const entryOf = (operator: string): Entry =>
  using([box, box], ({ m, at }, a, b) =>
    COMPARED.test(operator) ? m.dialect.compare(m, operator, a, b, at) : m.dialect.binary(m, operator, a, b, at),
  );

/** `std::greater` and its kin, as the functions that their objects are called as. */
export const functors: Part = {
  functions: Object.fromEntries(
    Object.entries(FUNCTORS).map(([label, operator]) => [`functor ${label}`, entryOf(operator)]),
  ),
};
