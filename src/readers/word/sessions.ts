/** Where something of a text stands. */
interface Span {
  start: number;
  end: number;
}

/** What a computer algebra system writes before what it is told: `gap> `, `sage: `, `>>> `, `In[1]:= `. */
const PROMPT = /^[^\S\r\n]*(?:gap>|sage:|magma>|julia>|gp ?>|\?|>>>|In ?\[\d+\]:=?)(?=\s|$)/;
/** Of systems in which `=` compares. */
const COMPARES = /^\s*(?:gap>|magma>)/;
/** Lines that are told to a system and have to do with no element: what they load, set or call a group. */
const IDLE =
  /^\s*(?:from\s+\S+\s+import\b|import\s|LoadPackage\b|load_package\b|Needs\s*\[|init_printing\b|%[a-z]|\w+(?:\.\w+)+\s*=(?!=)|\w+\s*:?=\s*(?:SymmetricGroup|AlternatingGroup|DihedralGroup|CyclicGroup|CyclicPermutationGroup|PermutationGroup|Group|Sym|Alt|MathieuGroup)\s*[([<][^!;]*;{0,2}\s*$)/;
/** The same where what it is told goes on in the next line. */
const MORE = /^[^\S\r\n]*(?:>|\.{3,}:?)(?=\s|$)/;

/** What a system calls what it answered, where the question is not there. */
const ANSWER = /^[^\S\r\n]*(?:Out\[\d+\](?:\/\/\w+)?=|%\d+[^\S\r\n]*=)/;
/** `Print([ (1,2), (1,3) ], "\n");`: what is printed, and all around it. */
const PRINTED = /^(\s*(?:Print|Display|print|display)\()(.*?)((?:,\s*"[^"]*")*\)\s*;{0,2}\s*)$/;

/** A text without its session. */
interface Told {
  text: string;
  /** What the system answered. */
  answers: Span[];
  /** Lines that have to do with no element. */
  idle: Span[];
  /** Where `=` compares, and `:=` alone gives a name. */
  isCompared: boolean;
}

function withoutPrint(line: string): string {
  const [, before, what, behind] = PRINTED.exec(line) ?? [];
  return before === undefined ? line : `${' '.repeat(before.length)}${what}${' '.repeat(behind?.length ?? 0)}`;
}

/**
 * A text of a session with a computer algebra system, with blanks for its prompts and for what it answered, so that all else stays where
 * it stands; and where the answers stand, and lines that only load or set something, or name a group. A text without prompts stays as it is. `.inverse()` becomes the power −1.
 */
export function withoutSession(text: string): Told {
  // GAP goes on in the next line behind a `\`.
  const joined = text.replace(/\\\r?\n/g, (end) => ' '.repeat(end.length));
  const plain = joined.replace(/\.inverse\(\s*\)/g, (call) => '^-1'.padStart(call.length));
  const answers: Span[] = [];
  const idle: Span[] = [];
  let isCompared = /:=/.test(text) && !/^\s*In ?\[/m.test(text);
  // Magma's own prompt is `>`.
  const isMagma = /^\s*> /.test(text);
  let isTold = isMagma;
  let isSession = false;
  let end = 0;
  const withoutPrompt = (line: string) => {
    const at = end - line.length;
    const prompt = PROMPT.exec(line)?.[0] ?? (isTold ? MORE.exec(line)?.[0] : undefined);
    isTold = prompt !== undefined || isMagma;
    if (prompt !== undefined) {
      isSession = true;
      isCompared ||= COMPARES.test(line);
    }
    const told = line.slice(prompt?.length ?? 0);
    if ((prompt !== undefined || !isSession) && IDLE.test(told)) {
      idle.push({ start: at + (prompt?.length ?? 0), end: at + line.length });
      return ' '.repeat(line.length);
    }
    const answer = isSession ? undefined : ANSWER.exec(line)?.[0];
    if (answer !== undefined) return ' '.repeat(answer.length) + line.slice(answer.length);
    if (prompt !== undefined) return ' '.repeat(prompt.length) + withoutPrint(told);
    if (!isSession || /^\s*(?:#|$)/.test(line)) return line;
    answers.push({ start: at, end: at + line.length });
    return ' '.repeat(line.length);
  };
  // Split at the ends of lines: an expression that matches a line itself may run out of its stack where the line has millions of characters.
  const kept = plain
    .split(/([\r\n]+)/)
    .map((part, index) => {
      end += part.length;
      return index % 2 === 0 && part !== '' ? withoutPrompt(part) : part;
    })
    .join('');
  return { text: kept, answers, idle, isCompared };
}
