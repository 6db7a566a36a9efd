/** What byte-level tokenizers write for each byte: printable characters for themselves, the others from U+0100 on. */
const BYTE_OF: ReadonlyMap<string, number> = byteLetters();

function byteLetters(): Map<string, number> {
  const own = (byte: number): boolean =>
    (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || (byte >= 0xae && byte <= 0xff);
  const letters = new Map<string, number>();
  let next = 0x100;
  for (let byte = 0; byte < 256; byte++) letters.set(String.fromCharCode(own(byte) ? byte : next++), byte);
  return letters;
}

/** What SentencePiece writes for a space. */
const SPACE = '\u2581';
const ONE_BYTE = /^<0x([0-9A-Fa-f]{2})>$/;
const BLANK: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);

/**
 * Where a text's tokens end in it. Three spellings are known: bytes as letters (GPT-2), `▁` for a space with bytes as `<0x0A>`
 * (SentencePiece), and words as they are, with blanks between them left out.
 *
 * @returns for each token the place behind its last character, in UTF-16 code units, never descending; undefined where the tokens
 * are not the text
 */
export function placesOf(text: string, tokens: readonly string[]): number[] | undefined {
  const bytes = new TextEncoder().encode(text);
  for (const spelling of [asBytes, asPieces, asWords]) {
    const ends = matched(bytes, tokens, spelling);
    if (ends) return inUnits(text, bytes.length, ends);
  }
  return undefined;
}

/** A token's bytes; undefined where it is not spelled so. */
type Spelling = (token: string) => Uint8Array | undefined;

const asBytes: Spelling = (token) => {
  const bytes = [...token].map((letter) => BYTE_OF.get(letter));
  return bytes.every((byte) => byte !== undefined) ? Uint8Array.from(bytes) : undefined;
};

const asPieces: Spelling = (token) => {
  const byte = ONE_BYTE.exec(token)?.[1];
  return byte === undefined
    ? new TextEncoder().encode(token.replaceAll(SPACE, ' '))
    : Uint8Array.of(Number.parseInt(byte, 16));
};

const asWords: Spelling = (token) => new TextEncoder().encode(token);

/** Ends of the tokens in bytes. A space before the text is the tokenizer's own; of words blanks are no tokens. */
function matched(text: Uint8Array, tokens: readonly string[], spelling: Spelling): number[] | undefined {
  const ends: number[] = [];
  let at = 0;
  for (const [index, token] of tokens.entries()) {
    let bytes = spelling(token);
    if (!bytes) return undefined;
    if (index === 0 && bytes[0] === 0x20 && text[0] !== 0x20) bytes = bytes.subarray(1);
    if (spelling === asWords && bytes.length > 0 && !BLANK.has(bytes[0] ?? 0)) while (BLANK.has(text[at] ?? 0)) at++;
    for (const byte of bytes) if (text[at++] !== byte) return undefined;
    ends.push(at);
  }
  if (spelling === asWords) while (BLANK.has(text[at] ?? 0)) at++;
  return at === text.length ? ends : undefined;
}

/** Places in bytes as places in UTF-16 code units; within a character it is that behind it. */
function inUnits(text: string, bytes: number, ends: readonly number[]): number[] {
  if (bytes === text.length) return [...ends];
  const unitsOf = new Int32Array(bytes + 1);
  let [byte, unit] = [0, 0];
  for (const character of text) {
    const size = new TextEncoder().encode(character).length;
    unit += character.length;
    for (let k = 1; k <= size; k++) unitsOf[byte + k] = unit;
    byte += size;
  }
  return ends.map((end) => unitsOf[end] ?? unit);
}

/**
 * The last token that touches a part of a text: the first one that ends at or behind the part's end.
 *
 * @param ends as of {@link placesOf}
 * @returns -1 where the text ends before it
 */
export function lastTouching(ends: ArrayLike<number>, end: number): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 0) >= end) high = middle;
    else low = middle + 1;
  }
  return low < ends.length ? low : -1;
}
