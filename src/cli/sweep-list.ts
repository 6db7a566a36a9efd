import { dirname, resolve } from 'node:path';
import { grouped } from '../lists/grouped';
import type { Model } from '../models/catalogue';
import type { ChatJob } from '../sweeps/chat-jobs';
import type { Job } from '../sweeps/jobs';
import type { Sweep } from '../sweeps/sweep-file';
import { isBundled } from './model-list';
import { complain, print } from './output';
import { reportLine } from './report';
import type { Failure } from './sweep-progress';
import type { Arguments } from './usage';

interface ToDo {
  /** The sweep's own file. */
  path: string;
  /** The file of rows. */
  out: string;
  known: number;
  questions?: number;
  failed: Failure[];
  jobs: readonly Job<Model>[];
  chats: readonly ChatJob[];
}

/**
 * Prints what is still to be measured as commands that any scheduler may run. @returns the exit code
 */
export function listJobs(args: Arguments, asked: Sweep, { path, jobs, chats, ...told }: ToDo): number {
  const { failed, out } = told;
  const commands = [...modelCommands(asked, jobs), ...chatCommands(asked, chats, path)].map((command) => [
    ...command,
    `--out=${out}`,
  ]);
  if (args.flag('json')) print(reportLine('sweep', { ...told, measured: 0, commands }));
  else for (const command of commands) print(`state-probe ${command.map(quoted).join(' ')}`);
  for (const { id, reason } of failed) complain(reason, `${id}: not measured: `);
  return failed.length > 0 ? 1 : 0;
}

/** One for each model, density and seed: what starts a process should be worth it. */
function modelCommands({ count, provider }: Sweep, jobs: readonly Job<Model>[]): string[][] {
  const inOrder = [...jobs].sort((a, b) => a.length.to - b.length.to);
  const groups = grouped(inOrder, ({ model, seed, density }) => `${model.path} ${seed} ${density ?? ''}`);
  return [...groups.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const { model, seed, density } = first;
    const lengths = same.map(({ length: { from, to } }) => (from < to ? `${from}-${to}` : String(to)));
    return [
      [
        ...['eval', `--models=${isBundled(model) ? model.manifest.id : model.path}`],
        ...[`--lengths=${lengths.join(',')}`, `--count=${count}`, `--seed=${seed}`],
        ...(density === undefined ? [] : [`--density=${density}`]),
        `--provider=${provider}`,
      ],
    ];
  });
}

/** One for each chat model, dress and seed; with thinking in writing and without it are one command. */
function chatCommands({ chat }: Sweep, jobs: readonly ChatJob[], path: string): string[][] {
  const groups = grouped(jobs, ({ model, dress, asked }) => `${model.place} ${dress} ${asked.seed}`);
  return [...groups.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const { model, dress, count, asked } = first;
    const { seed, every, samples, temperature } = asked;
    return [
      [
        ...['eval', `--models=${model.place}`, `--dress=${dress}`],
        ...[
          `--lengths=${[...new Set(same.map(({ length }) => length))].join(',')}`,
          `--count=${count}`,
          `--seed=${seed}`,
        ],
        ...(every === undefined ? [] : [`--every=${every}`]),
        ...[`--samples=${samples ?? 1}`, `--temperature=${temperature ?? 0}`],
        ...(chat.template === undefined ? [] : [`--template=${resolve(dirname(path), chat.template)}`]),
        ...(chat.reasoning ? ['--reasoning'] : []),
      ],
    ];
  });
}

function quoted(word: string): string {
  return /^[\w./,:=-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
