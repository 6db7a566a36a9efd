/** A file, or what is asked of it, from which no view is made. The message is for people. */
export class GraphError extends Error {
  override name = 'GraphError';
}
