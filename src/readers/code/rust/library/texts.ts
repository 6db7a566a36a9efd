import { callWith } from '../../core/calls';
import type { Call, Part } from '../../core/library/library';
import { box, or, text } from '../../core/library/parameters';
import { pure, refuse, using, type Parameter } from '../../core/library/table';
import { LIMITS } from '../../core/limits';
import type { Machine } from '../../core/machine';
import type { Box, Data, Place } from '../../core/values';
import { target } from '../../native/pointers';
import { variable } from '../../native/parameters';
import { EMPTY_TEXT, given, iterator, NOTHING } from './parameters';

/** What texts are cut at: white space of ASCII, for Unicode has more of it. */
const SPACE = /[ \t\n\v\f\r]+/;

const plain: Parameter<string> = {
  read: (call, box) => {
    const { data } = target(call.m, box);
    if (data.t !== 'str') return refuse(`${call.m.dialect.show(data)} is no text`, 'unsupported');
    return /^[\0-\x7f]*$/.test(data.v) ? data.v : refuse('this is followed for letters of ASCII', 'unsupported');
  },
};

function parts(call: Call, of: readonly string[]): Data {
  return iterator(
    call,
    of.map((v) => call.m.fresh({ t: 'str', v })),
  );
}

/** A text or a letter by which another is cut. */
function between(call: Call, by: Box): string {
  const { data } = target(call.m, by);
  return data.t === 'str' && data.v !== ''
    ? data.v
    : refuse('cutting a text by anything but a text is not followed', 'unsupported');
}

const BOUNDS = (type: string): [bigint, bigint] => {
  const bits = BigInt(type.slice(1));
  return type.startsWith('u') ? [0n, (1n << bits) - 1n] : [-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n];
};

/** What a text is as a value of a type; `None` where it is none. */
function parsed(of: string, type: string): Data {
  if (/^[iu]\d+$/.test(type) || type === '') {
    if (!/^[+-]?\d+$/.test(of)) {
      if (type === '' && /[.eE\dt]/.test(of))
        return refuse('say what type this becomes: parse::<f64>()', 'unsupported');
      return NOTHING;
    }
    const v = BigInt(of.replace('+', ''));
    if (type === '') return { t: 'int', v };
    const [least, most] = BOUNDS(type);
    return v < least || v > most || (type.startsWith('u') && of.startsWith('-')) ? NOTHING : { t: 'int', v, type };
  }
  if (type === 'f64' && /^[+-]?(inf|nan|[\d.]+e)/i.test(of))
    return refuse('this number is not followed', 'unsupported');
  if (type === 'f64') return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(of) ? { t: 'num', v: Number(of) } : NOTHING;
  if (type === 'bool') return of === 'true' || of === 'false' ? { t: 'bool', v: of === 'true' } : NOTHING;
  if (type === 'String') return { t: 'str', v: of };
  if (type === 'char') return [...of].length === 1 ? { t: 'str', v: of } : NOTHING;
  return refuse(`parsing a ${type} is not followed`, 'unsupported');
}

/** What a text holds that can be changed; undefined for what is none. */
function heldText(m: Machine, place: Place): string | undefined {
  const { data } = target(m, place.read());
  if (data.t === 'str') return data.v;
  return data.t === 'unknown' && data.name === EMPTY_TEXT ? '' : undefined;
}

/** A reference to the variable that a text stands in. */
function variableOf(place: Place): Place {
  const { data } = place.read();
  return data.t === 'reference' ? data.place : place;
}

function joined({ m, at }: Call, of: readonly Box[], by: string): string {
  const parts = of.map((one) => {
    const data = m.inspect(target(m, one), at);
    return data.t === 'str' ? data.v : refuse('joining these is not followed', 'unsupported');
  });
  return parts.join(by);
}

/** Puts a text or a letter behind the one that a variable holds. */
function joinTo({ m, at }: Call, to: Place, more: Box): void {
  const [before, { data }] = [heldText(m, to), target(m, more)];
  if (before === undefined || data.t !== 'str') return refuse('joining these is not followed', 'unsupported');
  if (before.length + data.v.length > LIMITS.size) m.fail(at, 'this text is too long', 'bounds');
  to.write(m.fresh({ t: 'str', v: before + data.v }));
}

/** Texts cut up and made values of: https://doc.rust-lang.org/std/primitive.str.html. */
export const texts: Part = {
  functions: {
    'text clear': using([variable], ({ m, at }, place) => {
      const to = variableOf(place);
      if (heldText(m, to) !== undefined) to.write(m.fresh({ t: 'str', v: '' }));
      else callWith(m, m.dialect.member(m, place.read(), 'clear', at).read(), [], at);
    }),
    'text push': using([variable, box], (call, place, more) => {
      const to = variableOf(place);
      const { m, at } = call;
      if (heldText(m, to) !== undefined) {
        joinTo(call, to, more);
        return undefined;
      }
      return callWith(m, m.dialect.member(m, place.read(), 'push', at).read(), [more], at);
    }),
    'text push_str': using([variable, box], (call, place, more) => joinTo(call, variableOf(place), more)),
  },
  methods: {
    int: {
      to_string: using([box], ({ m, at }, of) => {
        const data = m.inspect(target(m, of), at);
        return data.t === 'int' ? String(data.v) : refuse('this is no number', 'unsupported');
      }),
    },
    float: {
      to_string: using([box], ({ m, at }, of) => {
        const data = m.inspect(target(m, of), at);
        const plain = data.t === 'num' && !Object.is(data.v, -0) ? String(data.v) : 'e';
        return /^[-\d.]+$/.test(plain) ? plain : refuse('how this number is written is not followed', 'unsupported');
      }),
    },
    list: {
      join: using([given, plain], (call, of, by) => joined(call, of, by)),
      concat: using([given], (call, of) =>
        of.every((one) => target(call.m, one).data.t === 'str')
          ? joined(call, of, '')
          : refuse('joining these is not followed', 'unsupported'),
      ),
    },
    text: {
      trim: pure([plain], (of) => of.replaceAll(/^[ \t\n\v\f\r]+|[ \t\n\v\f\r]+$/g, '')),
      trim_start: pure([plain], (of) => of.replace(/^[ \t\n\v\f\r]+/, '')),
      trim_end: pure([plain], (of) => of.replace(/[ \t\n\v\f\r]+$/, '')),
      split_whitespace: using([plain], (call, of) =>
        parts(
          call,
          of.split(SPACE).filter((one) => one !== ''),
        ),
      ),
      split: using([plain, box], (call, of, by) => parts(call, of.split(between(call, by)))),
      lines: using([plain], (call, of) => {
        const all = of.split(/\r?\n/);
        return parts(call, all.at(-1) === '' ? all.slice(0, -1) : all);
      }),
      parse: pure([plain, or(text, '')], parsed),
    },
  },
};
