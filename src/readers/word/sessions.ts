/** Where something of a text stands. */
interface Span {
  start: number;
  end: number;
}

/** What a computer algebra system writes before what it is told: `gap> `, `sage: `, `>>> `, `In[1]:= `. */
const PROMPT = /^[^\S\r\n]*(?:gap>|sage:|magma>|julia>|>>>|In ?\[\d+\]:=?)(?=\s|$)/;
/** The same where what it is told goes on in the next line. */
const MORE = /^[^\S\r\n]*(?:>|\.{3,}:?)(?=\s|$)/;

/**
 * A text of a session with a computer algebra system, with blanks for its prompts and for what it answered, so that all else stays where
 * it stands; and where the answers stand. A text without prompts stays as it is. `.inverse()` becomes the power −1.
 */
export function withoutSession(text: string): { text: string; answers: Span[] } {
  const plain = text.replace(/\.inverse\(\s*\)/g, (call) => '^-1'.padStart(call.length));
  const answers: Span[] = [];
  let isTold = false;
  let isSession = false;
  const kept = plain.replace(/[^\r\n]+/g, (line: string, at: number) => {
    const prompt = PROMPT.exec(line)?.[0] ?? (isTold ? MORE.exec(line)?.[0] : undefined);
    isTold = prompt !== undefined;
    if (prompt !== undefined) {
      isSession = true;
      return ' '.repeat(prompt.length) + line.slice(prompt.length);
    }
    if (!isSession || /^\s*(?:#|$)/.test(line)) return line;
    answers.push({ start: at, end: at + line.length });
    return ' '.repeat(line.length);
  });
  return { text: kept, answers };
}
