import { createHash } from 'node:crypto';

/** Tells texts apart, also across windows: two texts with the same fingerprint are the same text. */
export function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
