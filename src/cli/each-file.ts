import { UnreadError } from '../readers/reader';
import { SourceError } from '../trace/source';
import { complainOf, print } from './output';
import { jsonLine, reportLine, type ReportKind } from './report';
import { UsageError, type Arguments } from './usage';

/**
 * Does one thing for every file, in order. A file that cannot be read is said on standard error, and with `--json` as a
 * line with an `error` field; the others go on.
 *
 * @returns the exit code: 1 when a file could not be read.
 */
export async function eachFile<T extends object>(
  args: Arguments,
  read: (path: string) => Promise<T>,
  show: (result: T) => string,
  /** Absent where the result says what it is by itself. */
  kind?: ReportKind | ((result: T) => ReportKind),
  /** What stands in the line; all of the result if absent. */
  content: (result: T) => object = (result) => result,
): Promise<number> {
  if (args.positionals.length === 0) throw new UsageError('which FILE? (- for standard input)');
  let code = 0;
  for (const [index, path] of args.positionals.entries()) {
    try {
      const result = await read(path);
      if (args.flag('json'))
        print(
          kind
            ? reportLine(typeof kind === 'function' ? kind(result) : kind, content(result))
            : jsonLine(content(result)),
        );
      else print((index > 0 ? '\n' : '') + show(result));
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      code = 1;
      sayUnread(args, path, error);
    }
  }
  return code;
}

/** Says that a file cannot be read; with `--json` in a line, too. */
export function sayUnread(args: Arguments, path: string, error: SourceError): void {
  complainOf(error);
  if (args.flag('json')) print(reportLine('error', { source: { uri: path }, error: errorOf(error) }));
}

function errorOf(error: SourceError): object {
  const { reason, range } = error;
  return { reason, range, ...(error instanceof UnreadError && error.asks && { asks: error.asks }) };
}
