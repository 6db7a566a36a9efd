import { codeOf, failureText } from '../files/reasons';
import { printable } from '../text/printable';
import { shortReason } from '../text/reason';
import type { SourceError } from '../trace/source';

/**
 * The only way to the terminal (the linter sees to it): names of files, of models and whatever texts hold may carry what
 * drives a terminal.
 */

/** Lines for people or programs, on standard output. */
export function print(text: string): void {
  process.stdout.write(`${text.split('\n').map(printable).join('\n')}\n`);
}

/** What went wrong, in one line on standard error. `place` is not shortened, such as the path of a file. */
export function complain(reason: string, place = ''): void {
  process.stderr.write(`${printable(place + shortReason(reason))}\n`);
}

/** A text that cannot be read: where, in full, and why. */
export function complainOf({ message, reason }: SourceError): void {
  complain(reason, message.slice(0, message.length - reason.length));
}

/** Whether a person sees what is shown in place. */
export function isSeen(): boolean {
  return process.stderr.isTTY;
}

/** Progress, in place of what stood there: for a person only, never into a file. */
export function showLine(text: string): void {
  if (isSeen()) process.stderr.write(`\r\u001b[K${printable(text)}`);
}

export function clearLine(): void {
  showLine('');
}

/** Columns of the terminal; undefined where there is none. */
export function terminalWidth(): number | undefined {
  return process.stdout.columns;
}

/** A reader that stops early (`| head`) is no fault; a disk that is full is one, and is said. */
export function endOnBrokenOutput(): void {
  process.stdout.on('error', (error) => {
    const isEarly = codeOf(error) === 'EPIPE';
    if (!isEarly) complain(`state-probe: standard output cannot be written (${failureText(error)})`);
    process.exit(isEarly ? 0 : 1);
  });
}
