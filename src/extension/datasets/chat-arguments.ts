import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TEMPLATE } from '../../analysis/chat/template';
import type { Settings } from '../workbench/settings';

/**
 * Does something with the arguments by which a verb of the terminal front asks chat models as the settings say. A question of one's own
 * stands in a file for as long.
 */
export async function withChatArguments<T>(
  { template, temperature, samples, isReasoned, every }: Settings['chat'],
  work: (argv: readonly string[]) => Promise<T>,
): Promise<T> {
  const argv = [
    ...(samples > 1 ? [`--samples=${samples}`] : []),
    ...(temperature === undefined ? [] : [`--temperature=${temperature}`]),
    ...(every === undefined ? [] : [`--every=${every}`]),
    ...(isReasoned ? ['--reasoning'] : []),
  ];
  if (template === TEMPLATE) return work(argv);
  const folder = await mkdtemp(join(tmpdir(), 'state-probe-question-'));
  try {
    const path = join(folder, 'question.txt');
    await writeFile(path, template);
    return await work([...argv, `--template=${path}`]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
