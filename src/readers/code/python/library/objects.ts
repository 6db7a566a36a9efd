import type { Part } from '../../core/library/library';
import { box } from '../../core/library/parameters';
import { refuse, using } from '../../core/library/table';

export const objects: Part = {
  functions: {
    /** Printing looks at values and changes none. */
    print: {
      run: ({ m, args }) => {
        for (const { home } of [...args.positional, ...args.keywords.values()]) if (home) home.inspected = true;
        return m.absent();
      },
    },
    isinstance: using([box, box], ({ m, at }, object, type) => {
      const data = m.inspect(object, at);
      if (data.t !== 'record' || !data.type || type.data.t !== 'class')
        return refuse('isinstance is followed for classes of this file only', 'unsupported');
      for (let one: typeof data.type | undefined = data.type; one; one = one.base) if (one === type.data) return true;
      return false;
    }),
  },
  modules: ['typing', 'sys', 'time'],
  constants: { __name__: { t: 'str', v: '__main__' } },
};
