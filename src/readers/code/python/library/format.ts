import type { Call, Entry } from '../../core/library/library';
import type { Box } from '../../core/values';

/** What stands between two texts of a template: `{}`, `{0}`, `{name}`, or one whose value is not put in as it is. */
interface Field {
  /** A number or a name; the next number where nothing is said. */
  of: string;
  /** `{!r}`, `{:>5}`, `{0.x}`, `{0[1]}`: what becomes of it is not worked out. */
  isFormed: boolean;
}

const FIELD = /^([^.[!:{}]*)([^]*)$/;

/**
 * The parts of a template in their order (https://docs.python.org/3/library/string.html#format-string-syntax).
 *
 * @returns why it is none, as Python says it
 */
function partsOf(template: string): (string | Field)[] | string {
  const parts: (string | Field)[] = [];
  let plain = '';
  for (let at = 0; at < template.length; at++) {
    const character = template[at] ?? '';
    if (character !== '{' && character !== '}') plain += character;
    else if (template[at + 1] === character) {
      plain += character;
      at++;
    } else if (character === '}') return "a single '}' stands in the format";
    else {
      const end = closing(template, at);
      if (end < 0) return "a '{' of the format is not closed";
      const [, of = '', form = ''] = FIELD.exec(template.slice(at + 1, end)) ?? [];
      parts.push(plain, { of, isFormed: form !== '' });
      plain = '';
      at = end;
    }
  }
  return [...parts, plain];
}

/** Where the brace that stands at `from` is closed; there may be others within its form. */
function closing(template: string, from: number): number {
  let depth = 0;
  for (let at = from; at < template.length; at++) {
    if (template[at] === '{') depth++;
    if (template[at] === '}' && --depth === 0) return at;
  }
  return -1;
}

/** `'{} and {name}'.format(a, name=b)`, as an f-string of the same fields is read. */
export const format: Entry = {
  run: (call) => {
    const { m, args, at } = call;
    const [object, ...positional] = args.positional;
    const template = object && m.inspect(object, at);
    const given = [...positional, ...args.keywords.values()];
    if (template?.t !== 'str') return formed(call, given);
    const parts = partsOf(template.v);
    if (typeof parts === 'string') return m.raise(at, 'ValueError', parts);
    const fields = parts.filter((part) => typeof part !== 'string');
    const isCounted = fields.some(({ of }) => of === '');
    if (isCounted && fields.some(({ of }) => /^\d+$/.test(of)))
      return m.raise(at, 'ValueError', 'fields of the format are counted and numbered at once');
    let next = 0;
    const boxes = parts.map((part): Box => {
      if (typeof part === 'string') return m.fresh({ t: 'str', v: part });
      const of = part.of === '' ? String(next++) : part.of;
      const isNumber = /^\d+$/.test(of);
      const box = isNumber ? positional[Number(of)] : args.keywords.get(of);
      if (box) return box;
      return isNumber
        ? m.raise(at, 'IndexError', `the format has a field ${of}, and ${positional.length} values are given`)
        : m.raise(at, 'KeyError', `the format has a field ${of}, which is not given`);
    });
    return fields.some(({ isFormed }) => isFormed) ? formed(call, given) : m.fresh(m.dialect.text(m, boxes, at));
  },
};

/** A text that can be printed, not compared; what goes into it is used. */
function formed({ m, at }: Call, given: Box[]): Box {
  m.dialect.text(m, given, at);
  return m.fresh(m.unknown('a formatted text').data);
}
