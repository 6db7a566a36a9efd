/** A text that stands in JSON, and where each of its characters stands there. */
export interface JsonText {
  text: string;
  /** `offsets[k]` of character `k`, in UTF-16 code units of the file; one more for the end. */
  offsets: number[];
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/** The string literal between two offsets, its quotation marks among them. */
export function decode(json: string, start: number, end: number): JsonText {
  const offsets: number[] = [];
  let text = '';
  for (let at = start + 1; at < end - 1;) {
    offsets.push(at);
    const character = json[at] ?? '';
    if (character !== '\\') {
      text += character;
      at++;
      continue;
    }
    const escape = json[at + 1] ?? '';
    text +=
      escape === 'u' ? String.fromCharCode(parseInt(json.slice(at + 2, at + 6), 16)) : (ESCAPES[escape] ?? escape);
    at += escape === 'u' ? 6 : 2;
  }
  offsets.push(end - 1);
  return { text, offsets };
}

/** One text after another, a line apart. */
export function joined(one: JsonText, other: JsonText): JsonText {
  return { text: `${one.text}\n${other.text}`, offsets: [...one.offsets, ...other.offsets] };
}
