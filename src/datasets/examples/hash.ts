import { createHash } from 'node:crypto';

/** The first 16 hexadecimal digits of the SHA-256. */
export function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}
