import type { Entry, Part } from '../../core/library/library';
import { box, or, value } from '../../core/library/parameters';
import { pure, raise, refuse, using, type Parameter } from '../../core/library/table';
import type { Data } from '../../core/values';
import { pointerOf, referenceTo, target } from '../../native/pointers';
import { asInt } from '../../native/integers';
import { bytesOf, cellsOfText, letterAt, textOfBytes } from '../../native/letters';
import { withStd } from './pointers';

const LETTERS = { type: 'i8', zero: true } as const;

/** What is told where a text does not hold another one. */
const NPOS = 2n ** 64n - 1n;

function size(v: number): Data {
  return { t: 'int', v: BigInt(v), type: 'u64' };
}

function int(v: number): Data {
  return { t: 'int', v: BigInt(v), type: 'i32' };
}

/** The letters of a text, or from where something points to up to the zero. */
const string: Parameter<readonly number[]> = {
  read: ({ m, at }, given) => {
    const data = target(m, given).data;
    if (data.t === 'str') return [...bytesOf(data.v)];
    const pointer = pointerOf(given.data);
    if (!pointer) return refuse(`${m.dialect.show(given.data)} is no text`);
    const codes: number[] = [];
    for (let index = pointer.index; ; index++) {
      const cell = pointer.base.cells[index] ?? refuse('this text has no end');
      const code = asInt(m.inspect(cell, at)) ?? refuse('this is no text');
      if (code === 0n) return codes;
      codes.push(Number(code) & 0xff);
    }
  },
};

const code: Parameter<number> = {
  read: ({ m, at }, given) => {
    const data = m.inspect(target(m, given), at);
    const v = Number(asInt(data) ?? refuse(`${m.dialect.show(data)} is no letter`));
    return v >= -1 && v < 128 ? v : refuse('letters beyond ASCII are not followed', 'unsupported');
  },
};

/** Which letters there are: https://en.cppreference.com/w/c/string/byte. That a letter is of a kind is some number but 0. */
const KINDS: Readonly<Record<string, RegExp>> = {
  isdigit: /[0-9]/,
  isalpha: /[A-Za-z]/,
  isalnum: /[0-9A-Za-z]/,
  isupper: /[A-Z]/,
  islower: /[a-z]/,
  isspace: /[ \t-\r]/,
  ispunct: /[!-/:-@[-`{-~]/,
  isxdigit: /[0-9A-Fa-f]/,
};

const kinds = Object.fromEntries(
  Object.entries(KINDS).map(([name, form]): [string, Entry] => [
    name,
    using([code], ({ m }, v) => m.fresh({ t: 'bool', v: v >= 0 && form.test(String.fromCharCode(v)) })),
  ]),
);

function compared(a: readonly number[], b: readonly number[]): Data {
  return int(Math.sign(Buffer.compare(Uint8Array.from(a), Uint8Array.from(b))));
}

const text: Parameter<string> = {
  read: ({ m, at }, given) => {
    const data = m.inspect(target(m, given), at);
    return data.t === 'str' ? data.v : refuse(`${m.dialect.show(data)} is no text`);
  },
};

const index: Parameter<number> = {
  read: ({ m, at }, given) => Number(asInt(m.inspect(target(m, given), at)) ?? refuse('this is no place')),
};

function at(of: string, place: number, bound: number): Data {
  return (place < bound ? letterAt(of, place, LETTERS) : undefined) ?? refuse('there is no such letter');
}

function length(of: string): number {
  return bytesOf(of).length;
}

/** Texts of C and the kinds of letters. */
export const letters = withStd({
  strlen: pure([string], (codes) => size(codes.length)),
  strcmp: pure([string, string], compared),
  ...kinds,
  toupper: pure([code], (v) => int(v >= 97 && v <= 122 ? v - 32 : v)),
  tolower: pure([code], (v) => int(v >= 65 && v <= 90 ? v + 32 : v)),
});

/** `std::string`, which is a text as it stands there: its letters can be read. */
export const strings: Part = {
  functions: {
    ' string': pure([text], (of) => of),
    'letters of': using([text], ({ m }, of) => cellsOfText(m, of, LETTERS)),
    ...withStd({
      to_string: pure([value], (of) =>
        of.t === 'int'
          ? String(of.v)
          : of.t === 'bool'
            ? of.v
              ? '1'
              : '0'
            : refuse('only whole numbers are made texts', 'unsupported'),
      ),
      ...Object.fromEntries(
        Object.entries({ stoi: 'i32', stol: 'i64', stoll: 'i64' }).map(([name, type]) => [
          name,
          pure([text], (of): Data => {
            const digits = /^\s*([-+]?\d+)/.exec(of)?.[1] ?? raise('invalid_argument', name);
            const v = BigInt(digits.replace('+', ''));
            return BigInt.asIntN(type === 'i32' ? 32 : 64, v) === v
              ? { t: 'int', v, type }
              : raise('out_of_range', name);
          }),
        ]),
      ),
    }).functions,
  },
  constants: { npos: { t: 'int', v: NPOS, type: 'u64' }, 'string::npos': { t: 'int', v: NPOS, type: 'u64' } },
  methods: {
    text: {
      size: pure([text], (of) => size(length(of))),
      length: pure([text], (of) => size(length(of))),
      empty: pure([text], (of) => of === ''),
      at: pure([text, index], (of, place) => at(of, place, length(of))),
      front: pure([text], (of) => at(of, 0, length(of))),
      back: pure([text], (of) => at(of, length(of) - 1, length(of))),
      begin: using([text], ({ m, at }, of) => referenceTo(m, cellsOfText(m, of, LETTERS), 0, at)),
      end: using([text], ({ m, at }, of) => referenceTo(m, cellsOfText(m, of, LETTERS), length(of), at)),
      c_str: pure([box], (of) => of),
      find: using([text, box, or(index, 0)], ({ m }, of, given, from) => {
        const { data } = target(m, given);
        const code = asInt(data);
        const wanted = data.t === 'str' ? bytesOf(data.v) : [Number(code ?? refuse('this is no text')) & 0xff];
        const found = Buffer.from(bytesOf(of)).indexOf(Buffer.from(wanted), from);
        return m.fresh({ t: 'int', v: found < 0 || from > length(of) ? NPOS : BigInt(found), type: 'u64' });
      }),
      substr: pure([text, or(index, 0), or(index, Infinity)], (of, from, count) => {
        const bytes = bytesOf(of);
        if (from > bytes.length) return refuse('this begins behind the end');
        const v = textOfBytes(bytes.slice(from, from + count));
        return v === undefined ? refuse('a part that ends within a letter is not followed', 'unsupported') : v;
      }),
    },
  },
};
