import type { Entry } from '../core/library/library';
import { box, many } from '../core/library/parameters';
import { using, type Parameter } from '../core/library/table';
import type { Place } from '../core/values';
import { integer } from './functions';

/** An integer as a place or a count. */
export const count: Parameter<number> = { read: ({ m, at }, given) => integer(m, given, at) };

/** The cell that is named or pointed to. */
export const variable: Parameter<Place> = {
  read: ({ m, args, at }, { data }, index) =>
    data.t === 'reference'
      ? data.place
      : (args.places?.[index] ?? m.fail(at, 'this is not a variable that can be changed')),
};

/** Printing looks at values and changes none. */
export const print: Entry = using([many(box)], (_call, boxes) => {
  for (const { home } of boxes) if (home) home.inspected = true;
});
