import type { CallOptions, InferenceClient } from './client';
import type { CheckResult } from './protocol';

/**
 * Everything that the contract asks, of one file; that its process died over it is one of the findings.
 *
 * @throws the signal's reason
 */
export async function checkModelFile(
  path: string,
  client: Pick<InferenceClient, 'check'>,
  options: CallOptions = {},
): Promise<CheckResult> {
  try {
    return await client.check(path, options);
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
