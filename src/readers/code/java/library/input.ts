import type { Entry, Part } from '../../core/library/library';
import { box } from '../../core/library/parameters';
import { pure, using } from '../../core/library/table';
import type { Box, Data } from '../../core/values';
import { thrown } from '../throwing';
import { NULL } from './parameters';

/** Where the lines come from that a program is given. */
const STANDARD: Data = { t: 'module', name: 'System.in' };

const reader = (flavor: string): Entry =>
  using([box], ({ m, at }, from) =>
    from.data === STANDARD ? m.record(flavor) : m.fail(at, 'reading from anything but System.in is not followed'),
  );

/** A whole number of so many bits, as the next word. */
const whole = (type: 'i32' | 'i64', bits: number): Entry =>
  using([box], ({ m, at }): Data => {
    const read = m.input.word(at);
    const v = /^[-+]?\d{1,19}$/.test(read) ? BigInt(read.replace('+', '')) : undefined;
    if (v === undefined || BigInt.asIntN(bits, v) !== v)
      throw thrown(m, 'InputMismatchException', `For input string: "${read}"`, at);
    return { t: 'int', type, v };
  });

/** What is read of standard input, by `java.util.Scanner` or line by line: https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/Scanner.html. */
export const input: Part = {
  functions: {
    'Scanner.new': reader('scanner'),
    'BufferedReader.new': reader('lines'),
    'InputStreamReader.new': pure([box], (from: Box) => from),
  },
  methods: {
    scanner: {
      nextInt: whole('i32', 32),
      nextLong: whole('i64', 64),
      // A line that is not there is asked for.
      next: using([box], ({ m, at }) => m.input.word(at)),
      nextLine: using([box], ({ m, at }) => m.input.lineEnd(at)),
      hasNext: using([box], ({ m, at }) => m.input.has('word', at)),
      hasNextLine: using([box], ({ m, at }) => m.input.has('line', at)),
      close: pure([box], () => undefined),
    },
    lines: {
      readLine: using([box], ({ m, at }) => (m.input.has('line', at) ? m.input.lineEnd(at) : NULL)),
      close: pure([box], () => undefined),
    },
  },
  modules: ['Scanner', 'BufferedReader', 'InputStreamReader'],
  constants: { 'System.in': STANDARD },
};
