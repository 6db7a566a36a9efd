/** A patch that does not fit the text or the model. The message is for people. */
export class PatchError extends Error {
  override name = 'PatchError';
}
