import { pieces } from '../example/call';

/**
 * A value that is written out: a plain one as it stands, a list of plain ones in the brackets of an example call
 * (`new int[] {3, 1}`, `&mut vec![3, 1]` and `[]int{3, 1}` are `[3, 1]`); undefined for everything else.
 */
export function writtenValue(text: string): string | undefined {
  const trimmed = text.trim();
  if (PLAIN.test(trimmed)) return trimmed;
  const list = LIST.exec(trimmed);
  const [, opening = '', inner = '', closing = ''] = list ?? [];
  if (CLOSING[opening] !== closing) return undefined;
  const elements = pieces(inner.trim().replace(/,$/, ''));
  if (!elements || elements.length > MOST_ELEMENTS || !elements.every((one) => PLAIN.test(one))) return undefined;
  return `[${elements.join(', ')}]`;
}

const PLAIN =
  /^(?:[-+]?(?:\d[\d_]*(?:\.\d*)?(?:[eE][-+]?\d+)?|\.\d+)(?:[a-zA-Z]\w{0,4})?|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[Tt]rue|[Ff]alse|None|null|nil)$/u;

const LIST = new RegExp(
  [
    String.raw`^(?:&\s*(?:mut\s+)?)?`,
    String.raw`(?:vec!\s*|new\s+\w+\s*\[\s*\]\s*|\[[\d.]*\]\s*\w+\s*|(?:std::)?vector\s*<[^<>]*>\s*|new\s+\w+\s*<\s*\w*\s*>\s*\(\s*|(?:List\.of|Arrays\.asList)\s*(?=\())*`,
    String.raw`([[{(])([\s\S]*?)([\]})])\)?$`,
  ].join(''),
);

const CLOSING: Readonly<Record<string, string>> = { '[': ']', '{': '}', '(': ')' };

/** Of a list that is taken from the text to try a function on. */
const MOST_ELEMENTS = 1000;
