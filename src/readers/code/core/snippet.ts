import type { Lines } from '../../../trace/lines';
import type { Span } from '../syntax';

/** What is read, and where in its text. */
export interface Snippet {
  uri: string;
  language: string;
  lines: Lines;
  /** What is read. */
  at: Span;
}
