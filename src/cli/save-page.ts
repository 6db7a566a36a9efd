import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Inside } from '../analysis/inside';
import type { ProbedModel, SkippedModel } from '../analysis/probe';
import type { InferenceClient } from '../inference/client';
import type { Progress, ProviderName } from '../inference/protocol';
import { accuracyOf } from '../page/accuracy';
import { ranProbe } from '../page/run';
import { savedView } from '../page/saved/save';
import { toDisk } from '../representation/files/to-disk';
import type { Trace } from '../trace/trace';
import { catalogue } from './model-list';
import { printable } from '../text/printable';
import { UsageError, type Arguments } from './usage';

/** The built page lies beside the bundle of the terminal front. */
const PAGE = basename(__dirname) === 'dist' ? join(__dirname, 'webview') : join(__dirname, '../../dist/webview');

export interface Ran {
  trace: Trace;
  entries: readonly (ProbedModel | SkippedModel)[];
  client: InferenceClient;
  providers: readonly ProviderName[];
}

/** Where `--html` says that the view is written; the name must say what it is, so that no text is written over. */
export function htmlTarget(args: Arguments): string | undefined {
  const path = args.text('html');
  if (path === undefined) return undefined;
  if (!/\.html?$/i.test(path)) throw new UsageError(`--html OUT.html: '${path}' does not end in .html`);
  if (args.positionals.length > 1) throw new UsageError('--html takes one FILE');
  return path;
}

/** Writes what the editor's visualizer shows of a probe as one HTML file, in place of one that is there. */
export async function savePage(
  path: string,
  { trace, entries, client, providers }: Ran,
  args: Arguments,
  signal: AbortSignal,
): Promise<{ path: string; bytes: number }> {
  const { models } = await catalogue(args);
  const id = 'saved';
  const probe = ranProbe(trace, entries, { id, cuts: [], objects: args.list('objects'), ...namesOf(args) });
  const ran = entries.filter((entry) => 'run' in entry);
  const insides = new Map<ProbedModel, Inside>();
  const insideOf = (entry: ProbedModel): Inside => {
    const inside = insides.get(entry) ?? new Inside(entry, id, providers, client);
    insides.set(entry, inside);
    return inside;
  };
  const parts = {
    probe,
    entries: new Map(ran.map((entry) => [entry.model.manifest.id, entry])),
    insideOf: (entry: ProbedModel) => Promise.resolve(insideOf(entry)),
    accuracy: accuracyOf(
      models,
      probe.models.map((model) => model.id),
    ),
    date: new Date(),
  };
  const onProgress = ({ done, total, message }: Progress): void => say(`${done} of ${total}  ${printable(message)}`);
  try {
    await toDisk(path, savedView(parts, PAGE, { signal, onProgress }), signal);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new Error(`${path} cannot be written (${REASONS[code] ?? code})`);
  } finally {
    say('');
  }
  return { path, bytes: (await stat(path)).size };
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such folder',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  ENOSPC: 'the disk is full',
};

/** One line on a terminal, in place of the last; nothing where output is a file. */
function say(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}

function namesOf(args: Arguments): { name: string; title: string } {
  const [path = '-'] = args.positionals;
  const name = path === '-' ? 'standard input' : basename(path);
  const lines = args.text('lines')?.replace('-', '–');
  if (lines === undefined) return { name, title: name };
  return { name, title: `${name}, ${lines.includes('–') ? 'lines' : 'line'} ${lines}` };
}
