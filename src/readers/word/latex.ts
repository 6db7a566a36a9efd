/** Signs of LaTeX and of typographers, made plain before a word is read. */

const MATRIX = String.raw`(?:[pb]|small|psmall|bsmall)?matrix`;

/** One sign for each meaning. Every replacement is as long as what it replaces, so that places stay what they are. */
const SAME: readonly [RegExp, string][] = [
  [/\\\\/g, '/'],
  [/[⋅•∙]/g, '·'],
  [/[◦∘]/g, '∘'],
  [/[\u2010-\u2015\u2212\uFE63\uFF0D]/g, '-'],
  [/[“”„＂]/g, '"'],
  [/（/g, '('],
  [/）/g, ')'],
  [/，/g, ','],
  [/[\u200B-\u200F\u2060\u00AD]/g, ' '],
  [/[’′]/g, "'"],
  [/\$|\\[,;:! ()[\]]|\\(?:q?quad|(?:thin|med|thick|en)space)(?![a-zA-Z])|(?<=\d)~(?=\d)/g, ' '],
  [/\\(?:left|(?:big|Big|bigg|Bigg)l?)\(/g, '('],
  [/\\cdot(?![a-zA-Z])/g, '·'],
  [/\\circ(?![a-zA-Z])/g, '∘'],
  [new RegExp(String.raw`\\begin\{(?:${MATRIX}|array\}\s*\{[lcr|\s]*)\}`, 'g'), '⟦'],
];

/** A step's text ends where its last token does, so these stand at the end of what they replace. */
const CLOSING: readonly [RegExp, string][] = [
  [new RegExp(String.raw`\\end\{(?:${MATRIX}|array)\}`, 'g'), '⟧'],
  [/\\(?:right|(?:big|Big|bigg|Bigg)r?)\)/g, ')'],
];

/** The text with LaTeX's commands and typographers' signs replaced by plain ones of the same length, blanks added. */
export function plainText(text: string): string {
  if (!/[\\$⋅•∙◦\u2010-\u2015\u2212\uFE63\uFF0D“”„＂（），\u200B-\u200F\u2060\u00AD’′~]/.test(text)) return text;
  const plain = CLOSING.reduce(
    (rest, [pattern, sign]) => rest.replace(pattern, (found) => sign.padStart(found.length, ' ')),
    text,
  );
  return SAME.reduce(
    (rest, [pattern, sign]) => rest.replace(pattern, (found) => sign.padEnd(found.length, ' ')),
    plain,
  );
}

/** True of LaTeX, in which factors written together are a product in an order that the text does not say. */
export function isLatex(text: string): boolean {
  return /\$|\\[a-zA-Z(]/.test(text);
}
