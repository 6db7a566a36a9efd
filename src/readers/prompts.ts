/** A part of a text that stays, and where it stands there. */
export interface Kept {
  text: string;
  from: number;
}

/** What only IPython understands: `%matplotlib inline`, `%%time`, `!pip install`. */
const MAGIC = /^(?:%{1,2}[a-zA-Z]\w*(?=\s|$)|![^=\s])/;

/**
 * A text of Python without what a session or a notebook adds: prompts `>>>` with the answers between them, and lines of
 * magic. Undefined where there is nothing of that.
 */
export function withoutPrompts(text: string): Kept[] | undefined {
  const isSession = /^\s*>>>(?: |$)/m.exec(text)?.index === 0;
  const lines = [...text.matchAll(/[^\r\n]*(?:\r\n|\r|\n|$)/g)].filter(({ 0: line }) => line !== '');
  // A line that goes on with an expression begins with no magic.
  const isMagic = (line: string, index: number): boolean =>
    MAGIC.test(line) && !/[([{,\\]\s*$/.test(lines[index - 1]?.[0] ?? '');
  if (!isSession && !lines.some(({ 0: line }, index) => isMagic(line, index))) return undefined;
  return lines.flatMap(({ 0: whole, index }, at) => {
    const ending = /[\r\n]*$/.exec(whole)?.[0] ?? '';
    const line = whole.slice(0, whole.length - ending.length);
    const dropped = isSession ? (/^\s*(?:>>>|\.\.\.)(?: |$)/.exec(line)?.[0] ?? line) : isMagic(line, at) ? line : '';
    return [
      { text: line.slice(dropped.length), from: index + dropped.length },
      { text: ending, from: index + line.length },
    ];
  });
}
