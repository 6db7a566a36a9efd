import type { Span } from '../../syntax';

/** A token of the text as the preprocessor sees it: names, numbers, texts, blanks and comments, signs. */
export interface Token {
  text: string;
  /** Where it stands, or the use of the macro that it comes from. */
  from: Span;
  /** It came out of a macro. */
  made: boolean;
  /** Macros that it comes from, which are not expanded in it once more. */
  hidden: ReadonlySet<string>;
}

const TOKEN =
  /\/\/(?:[^\n\\]|\\[^])*|\/\*[^]*?(?:\*\/|$)|R"([^()\\\s]{0,16})\([^]*?\)\1"|"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'|[A-Za-z_]\w*|\.?\d(?:[eEpP][+-]|[\w.]|'\w)*|(?:[^\S\n]|\\\r?\n)+|##|&&|\|\||[<>=!]=|<<|>>|[^]/gy;

const NOTHING: ReadonlySet<string> = new Set();

export function tokens(text: string, start = 0): Token[] {
  return [...text.matchAll(TOKEN)].map(({ 0: token, index }) => ({
    text: token,
    from: { start: start + index, end: start + index + token.length },
    made: false,
    hidden: NOTHING,
  }));
}

export function isName({ text }: Token): boolean {
  return /^[A-Za-z_]/.test(text) && !text.endsWith('"');
}

export function isBlank({ text }: Token): boolean {
  return /^(\s|\/[/*]|\\\r?\n)/.test(text);
}
