import type { Call, Entry, Part } from '../../core/library/library';
import { items, text, value } from '../../core/library/parameters';
import { pure, refuse, using, type Parameter } from '../../core/library/table';
import type { Box, Data } from '../../core/values';
import { count } from '../../native/parameters';
import { failed, NIL, pair } from './errors';

/** Texts of plain letters: what is a letter, and which is its capital, goes on far beyond them. */
const plain: Parameter<string> = {
  read: (call, given, index) => {
    const v = text.read(call, given, index);
    return /^[\0-\x7f]*$/.test(v) ? v : refuse('this is followed for letters of ASCII', 'unsupported');
  },
};

function list({ m, at }: Call, parts: readonly string[]): Data {
  const boxes = parts.map((v) => m.fresh({ t: 'str', v }));
  return m.sequence('slice', boxes, at, 'string');
}

const SPACE = ' \t\n\v\f\r';

function trimmed(of: string, cut: string, left: boolean, right: boolean): string {
  let [from, to] = [0, of.length];
  while (left && from < to && cut.includes(of[from] ?? '')) from++;
  while (right && to > from && cut.includes(of[to - 1] ?? '')) to--;
  return of.slice(from, to);
}

function fields(of: string): string[] {
  return of.split(/[ \t\n\v\f\r]+/).filter((one) => one !== '');
}

const joined: Entry = using([items, text], ({ m, at }, boxes: Box[], between) => {
  const parts = boxes.map((one) => {
    const data = m.inspect(one, at);
    return data.t === 'str' ? data.v : m.fail(at, 'strings.Join takes texts');
  });
  return { t: 'str', v: parts.join(between) } as const;
});

/** `strconv.Atoi`: an `int`, or an error. */
const atoi = using([text], (call, of) => {
  const isNumber = /^[+-]?\d{1,18}$/.test(of);
  if (/^[+-]?[\d_]{19,}$/.test(of)) return refuse('numbers of so many digits are not followed', 'unsupported');
  const v = isNumber ? BigInt(of.replace('+', '')) : 0n;
  return pair(call, { t: 'int', v, type: 'i64' }, isNumber ? NIL : failed(call.m, `parsing "${of}"`));
});

/** https://pkg.go.dev/strings and https://pkg.go.dev/strconv, for texts of plain letters. */
export const texts: Part = {
  functions: {
    'strings.TrimSpace': pure([plain], (of) => trimmed(of, SPACE, true, true)),
    'strings.Trim': pure([plain, plain], (of, cut) => trimmed(of, cut, true, true)),
    'strings.TrimLeft': pure([plain, plain], (of, cut) => trimmed(of, cut, true, false)),
    'strings.TrimRight': pure([plain, plain], (of, cut) => trimmed(of, cut, false, true)),
    'strings.TrimSuffix': pure([text, text], (of, end) =>
      of.endsWith(end) ? of.slice(0, of.length - end.length) : of,
    ),
    'strings.TrimPrefix': pure([text, text], (of, start) => (of.startsWith(start) ? of.slice(start.length) : of)),
    'strings.Fields': using([plain], (call, of) => list(call, fields(of))),
    'strings.Split': using([text, text], (call, of, between) =>
      list(call, between === '' ? [...of] : of.split(between)),
    ),
    'strings.Join': joined,
    'strings.ToUpper': pure([plain], (of) => of.toUpperCase()),
    'strings.ToLower': pure([plain], (of) => of.toLowerCase()),
    'strings.Contains': pure([text, text], (of, part) => of.includes(part)),
    'strings.HasPrefix': pure([text, text], (of, part) => of.startsWith(part)),
    'strings.HasSuffix': pure([text, text], (of, part) => of.endsWith(part)),
    'strings.Index': pure([plain, plain], (of, part): Data => ({ t: 'int', v: BigInt(of.indexOf(part)), type: 'i64' })),
    'strings.Repeat': pure([text, count], (of, times) =>
      times < 0 || of.length * times > 100_000 ? refuse('this text is too long', 'bounds') : of.repeat(times),
    ),
    'strconv.Atoi': atoi,
    'strconv.Itoa': pure([value], (of) => (of.t === 'int' ? String(of.v) : refuse('strconv.Itoa takes a number'))),
  },
};
