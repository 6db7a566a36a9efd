import type { CallOptions, InferenceClient } from './client';
import { greatest } from '../lists/extremes';
import { printable } from '../text/printable';
import type { Check, CheckResult } from './protocol';

export interface CheckOptions extends CallOptions {
  /** A file that is known to pass is not asked again, and has no checks in its result. */
  brief?: boolean;
}

/**
 * Everything that the contract asks, of one file; that its process died over it is one of the findings.
 *
 * @throws the signal's reason
 */
export async function checkModelFile(
  path: string,
  client: Pick<InferenceClient, 'check'>,
  { brief = false, ...options }: CheckOptions = {},
): Promise<CheckResult> {
  try {
    return await client.check({ model: path, brief }, options);
  } catch (error) {
    if (options.signal?.aborted || !(error instanceof Error)) throw error;
    return { digest: null, checks: [{ name: 'runs', passed: false, reason: error.message, remedy: REMEDY }] };
  }
}

const REMEDY = 'run the file in onnxruntime on a word of a hundred tokens, and see what it takes';

/** Whether nothing has failed, and everything could be found out. */
export function isAccepted({ checks }: CheckResult): boolean {
  return checks.every(({ passed }) => passed === true);
}

/** What is said of a file in one line: how much is as it should be, or the first thing that is not. */
export function checkSummary({ checks }: CheckResult): string {
  const failed = checks.filter(({ passed }) => passed === false);
  const [first, ...more] = failed;
  if (!first) return `follows the contract: ${checks.length} of ${checks.length} checks passed`;
  return `${first.name}: ${first.reason ?? 'failed'}${more.length > 0 ? `; and ${more.length} more` : ''}`;
}

/** A table for people: a line for what passed, the reason and what to change where it did not. */
export function checkText(path: string, result: CheckResult): string {
  const width = greatest(result.checks.map(({ name }) => name.length));
  const lines = result.checks.flatMap(({ name, passed, reason, remedy, note }) => {
    const what = `  ${SIGNS[signOf(passed)]} ${name.padEnd(width)}`;
    const said = reason ?? note;
    const indent = ' '.repeat(width + 6);
    return [
      `${what}${said === undefined ? '' : `  ${printable(said)}`}`.trimEnd(),
      ...(remedy === undefined ? [] : [`${indent}→ ${printable(remedy)}`]),
    ];
  });
  return [`${printable(path)}: ${printable(checkSummary(result))}`, ...lines].join('\n');
}

const SIGNS = { yes: '✓', no: '✗', unknown: '·' } as const;

function signOf(passed: Check['passed']): keyof typeof SIGNS {
  if (passed === null) return 'unknown';
  return passed ? 'yes' : 'no';
}
