import type { Call, Part } from '../../core/library/library';
import { box, many, record, text } from '../../core/library/parameters';
import { using } from '../../core/library/table';
import type { Machine } from '../../core/machine';
import type { Data, RecordData } from '../../core/values';

/** No error. */
export const NIL: Data = { t: 'nothing', name: 'nil' };

/** An error of the library, of which is asked whether it is there, and no more. */
export function failed(m: Machine, what: string): Data {
  const made: RecordData = m.record('error');
  m.setEntry(made, { t: 'str', v: 'what' }, m.fresh({ t: 'str', v: what }), { start: 0, end: 0 });
  return made;
}

/** What a function gives with whether it went wrong. */
export function pair({ m, at }: Pick<Call, 'm' | 'at'>, value: Data, error: Data): Data {
  return m.sequence('tuple', [m.fresh(value), m.fresh(error)], at);
}

/** Errors that a program makes: each is one by itself, whatever it says. */
export const errors: Part = {
  functions: {
    'errors.New': using([text], ({ m }, what) => failed(m, what)),
    // What it says is a formatted text, which is not known.
    'fmt.Errorf': using([box, many(box)], ({ m }, what, values) => {
      for (const { home } of [what, ...values]) if (home) home.inspected = true;
      const made: RecordData = m.record('error');
      m.setEntry(made, { t: 'str', v: 'what' }, m.fresh(m.unknownText('a formatted text').data), { start: 0, end: 0 });
      return made;
    }),
  },
  methods: {
    error: { Error: using([record], (_call, { entries }) => entries.get('swhat')?.box) },
  },
};
