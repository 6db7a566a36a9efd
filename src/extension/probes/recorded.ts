import { createHash } from 'node:crypto';

/** What tells the text that was recorded from any other one. */
export function sumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
