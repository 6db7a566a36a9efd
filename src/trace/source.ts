import { shortReason } from '../text/reason';

/** Places in a text, counted from zero as in the editor: `character` in UTF-16 code units. */
export interface Position {
  line: number;
  character: number;
}

/** `end` is exclusive. */
export interface Range {
  start: Position;
  end: Position;
}

/** A text to read. Ranges in traces and errors are always those of the whole text, also when only a part is read. */
export interface SourceText {
  /** File path, URI or `-` (standard input), as it is shown in errors. */
  uri: string;
  /** VS Code language id: `python`, `javascript`, `chess`, `pgn`, `narrative`, `word`, … */
  language: string;
  text: string;
  /** The part to read; all of the text if absent. */
  selection?: Range;
}

/** A text that cannot be read: says where, what and why. Never thrown for a fault of the program itself. */
export class SourceError extends Error {
  override name = 'SourceError';
  /** As people read it, of bounded length. */
  readonly reason: string;

  constructor(
    readonly uri: string,
    readonly range: Range,
    reason: string,
  ) {
    const short = shortReason(reason);
    super(`${uri}:${range.start.line + 1}:${range.start.character + 1}: error: ${short}`);
    this.reason = short;
  }

  /** The same of another place. */
  at(range: Range): SourceError {
    return new SourceError(this.uri, range, this.reason);
  }
}
