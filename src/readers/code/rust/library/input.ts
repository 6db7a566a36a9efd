import type { Call, Part } from '../../core/library/library';
import { box } from '../../core/library/parameters';
import { refuse, using } from '../../core/library/table';
import { variable } from '../../native/parameters';
import { EMPTY_TEXT, iterator, usize } from './parameters';

/** All lines that are left of the input, without their ends. */
function lines(call: Call): string[] {
  const { m, at } = call;
  const found: string[] = [];
  while (m.input.has('line', at)) found.push(m.input.lineEnd(at));
  return found;
}

const each = using([box], (call) =>
  iterator(
    call,
    lines(call).map((v) => call.m.fresh({ t: 'str', v })),
  ),
);

const stdin = using([], ({ m }) => m.record('stdin'));
const same = using([box], (_call, of) => of);
const all = using([box], (call): string => `${lines(call).join('\n')}\n`);

/**
 * What a program reads of its standard input: https://doc.rust-lang.org/std/io/struct.Stdin.html. What may go wrong in
 * reading does not, so that a result is what it holds.
 */
export const input: Part = {
  functions: { 'io::stdin': stdin, stdin, 'io::read_to_string': all, 'io::stdout': stdin },
  methods: {
    stdin: {
      lock: same,
      flush: same,
      lines: each,
      read_line: using([box, variable], ({ m, at }, _of, into) => {
        if (!m.input.has('line', at)) return usize(0);
        const held = into.read().data;
        // A text that was just made is empty.
        const before = held.t === 'str' ? held.v : held.t === 'unknown' && held.name === EMPTY_TEXT ? '' : undefined;
        if (before === undefined) return refuse('what this text holds before is not known', 'unsupported');
        const line = `${m.input.lineEnd(at)}\n`;
        into.write(m.fresh({ t: 'str', v: before + line }));
        return usize(Buffer.byteLength(line));
      }),
      read_to_string: using([box, variable], (call, _of, into) => {
        const text = `${lines(call).join('\n')}\n`;
        into.write(call.m.fresh({ t: 'str', v: text }));
        return usize(Buffer.byteLength(text));
      }),
    },
  },
};
