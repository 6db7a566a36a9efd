const POINTER = 'version https://git-lfs.github.com/spec/';

/** Bytes at the start of a file that tell. */
export const POINTER_BYTES = POINTER.length;

/** Git LFS leaves a small text in place of a file that was not fetched. */
export function isLfsPointer(start: Uint8Array): boolean {
  return Buffer.from(start.subarray(0, POINTER_BYTES)).toString('latin1') === POINTER;
}

export const LFS_REASON = 'a Git LFS pointer, not the file itself: "git lfs pull" fetches it';
