/**
 * Text from files and models, as terminals, lists and pages may show it: control characters, which drive terminals,
 * direction marks, which reorder what stands beside them, and line separators become spaces.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
}
