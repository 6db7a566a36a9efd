import { totalmem } from 'node:os';

/** Two processes may run models at once, one that a person waits for and one behind it: the editor and all else have the rest. */
const SHARE = 1 / 3;

/** Bytes that a process that runs models may take of a machine with so many. */
export function memoryShare(total: number): number {
  return total * SHARE;
}

/** The same of this machine, or of the container, whichever has less. */
export function mostMemory(): number {
  // Zero where nothing constrains it, and on some systems a number beyond all memory.
  return memoryShare(Math.min(totalmem(), process.constrainedMemory() || Infinity));
}
