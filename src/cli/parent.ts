import type { Told } from '../datasets/run/progress';

/** Tells the process that forked this one, such as the editor, if one did. */
export function tellParent(message: Told): void {
  // A parent that is gone needs to be told nothing: `disconnect` ends the work.
  process.send?.(message, undefined, {}, () => undefined);
}
