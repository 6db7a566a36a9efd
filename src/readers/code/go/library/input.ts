import type { Call, Entry, Part } from '../../core/library/library';
import { box, optional, text } from '../../core/library/parameters';
import { pure, refuse, using } from '../../core/library/table';
import type { Box, Data } from '../../core/values';
import { scan, scanLine } from '../../native/input';
import { print } from '../../native/parameters';
import { failed, NIL, pair } from './errors';

/*
 * What a program reads of its standard input: `bufio` (https://pkg.go.dev/bufio) and the scanning functions of `fmt`.
 */

/** Where the lines come from that a program is given. */
const STANDARD: Data = { t: 'module', name: 'os.Stdin' };

const reader = (flavor: string): Entry =>
  using([box], ({ m, at }, from) =>
    from.data === STANDARD || isReader(from.data)
      ? m.record(flavor)
      : m.fail(at, 'reading from anything but os.Stdin is not followed'),
  );

function isReader(data: Data): boolean {
  return data.t === 'record' && (data.flavor === 'reader' || data.flavor === 'scanner');
}

/** What a scanner has read last, and by what it reads. */
const tokens = new WeakMap<Data, string>();
const byWords = new WeakSet<Data>();

const scanned = using([box], ({ m, at }, of) => {
  const what = byWords.has(of.data) ? 'word' : 'line';
  if (!m.input.has(what, at)) {
    tokens.set(of.data, '');
    return false;
  }
  tokens.set(of.data, what === 'word' ? m.input.word(at) : m.input.lineEnd(at));
  return true;
});

/** The text of a line with its end; at the end of the input what is left of it, and an error. */
const readString = using([box, box], (call, _of, end) => {
  const { data } = end;
  if (data.t !== 'int' || data.v !== 10n) return refuse("reading is followed up to '\\n'", 'unsupported');
  const { m, at } = call;
  if (!m.input.has('line', at)) return pair(call, { t: 'str', v: '' }, failed(m, 'EOF'));
  return pair(call, { t: 'str', v: `${m.input.lineEnd(at)}\n` }, NIL);
});

/** `fmt.Scan(&a)`: how many were read, and no error. */
const counted = (read: Entry, from = 0): Entry => ({
  run: (call) => {
    const { positional, places } = call.args;
    if (from > 0 && !isReader(positional[0]?.data ?? NIL) && positional[0]?.data !== STANDARD)
      return call.m.fail(call.at, 'reading from anything but os.Stdin is not followed');
    const own = { ...call.args, positional: positional.slice(from), ...(places && { places: places.slice(from) }) };
    const made = read.run({ ...call, args: own });
    return call.m.fresh(pair(call, made.data, NIL));
  },
});

export const input: Part = {
  functions: {
    'fmt.Scan': counted(scan),
    'fmt.Scanln': counted(scanLine),
    'fmt.Fscan': counted(scan, 1),
    'fmt.Fscanln': counted(scanLine, 1),
    'bufio.NewReader': reader('reader'),
    'bufio.NewScanner': reader('scanner'),
    'bufio.NewReaderSize': reader('reader'),
    // What output is written through moves nothing.
    'bufio.NewWriter': using([box], ({ m }) => m.record('writer')),
    ...{ 'fmt.Fprint': print, 'fmt.Fprintln': print, 'fmt.Fprintf': print },
  },
  methods: {
    reader: { ReadString: readString },
    scanner: {
      Scan: scanned,
      Text: pure([box], ({ data }: Box) => tokens.get(data) ?? ''),
      Err: pure([box], () => NIL),
      Buffer: pure([box, optional(box), optional(box)], () => undefined),
      Split: using([box, text], (_call: Call, { data }, how) => {
        if (how === 'words') byWords.add(data);
        else if (how !== 'lines') refuse('scanning by anything but lines and words is not followed', 'unsupported');
      }),
    },
    writer: { Flush: pure([box], () => NIL), WriteString: pure([box, box], () => undefined) },
  },
  constants: {
    'os.Stdin': STANDARD,
    'os.Stdout': { t: 'module', name: 'os.Stdout' },
    'bufio.ScanWords': { t: 'str', v: 'words' },
    'bufio.ScanLines': { t: 'str', v: 'lines' },
  },
  modules: ['bufio', 'io', 'strconv', 'errors'],
};
