import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { Inside } from '../analysis/inside';
import type { TextRun } from '../page/language-run';
import { isProbed, type ProbedModel, type SkippedModel } from '../analysis/probe';
import type { InferenceClient } from '../inference/client';
import type { Progress, ProviderName } from '../inference/protocol';
import { accuracyOf } from '../page/accuracy';
import { ranProbe } from '../page/run';
import { savedView } from '../page/saved/save';
import { checkFilePlace } from '../files/place';
import { toDisk } from '../files/to-disk';
import type { MissingModel } from '../models/catalogue';
import type { Trace } from '../trace/trace';
import { catalogue } from './model-list';
import { clearLine } from './output';
import { SlowProgress } from './progress-line';
import { clientOf } from './providers';
import { UsageError, type Arguments } from './usage';

/** The built page lies beside the bundle of the terminal front. */
const PAGE = basename(__dirname) === 'dist' ? join(__dirname, 'webview') : join(__dirname, '../../dist/webview');

export interface Ran {
  trace: Trace;
  entries: readonly (ProbedModel | SkippedModel)[];
  /** Language models that were asked. */
  asked: readonly TextRun[];
  missing: readonly MissingModel[];
  client: InferenceClient;
  providers: readonly ProviderName[];
}

/**
 * Where `--html` says that the view is written; the name must say what it is, so that no text is written over.
 *
 * @throws UsageError; PlaceError for a place that cannot be written to
 */
export async function htmlTarget(args: Arguments): Promise<string | undefined> {
  const path = args.text('html');
  if (path === undefined) {
    if (args.flag('without-states')) throw new UsageError('--without-states goes with --html');
    return undefined;
  }
  if (!/\.html?$/i.test(path)) throw new UsageError(`--html OUT.html: '${path}' does not end in .html`);
  if (args.positionals.length > 1) throw new UsageError('--html takes one FILE');
  await checkFilePlace(path);
  return path;
}

/** Writes what the editor's visualizer shows of a probe as one HTML file, in place of one that is there. */
export async function savePage(
  path: string,
  { trace, entries, asked, missing, client, providers }: Ran,
  args: Arguments,
  signal: AbortSignal,
): Promise<{ path: string; bytes: number }> {
  const { models } = await catalogue(args);
  const id = 'saved';
  const probe = ranProbe(trace, entries, asked, {
    id,
    missing,
    cuts: [],
    objects: args.list('objects'),
    ...namesOf(args),
  });
  const ran = entries.filter(isProbed);
  // Two models at once: most of what is computed has one thread.
  const clients = ran.length > 1 && availableParallelism() > 1 ? [client, clientOf(args)] : [client];
  const insides = clients.map(() => new Map<ProbedModel, Inside>());
  const insideOf = (entry: ProbedModel, worker: number): Inside => {
    const inside = insides[worker]?.get(entry) ?? new Inside(entry, id, providers, clients[worker] ?? client);
    insides[worker]?.set(entry, inside);
    return inside;
  };
  const parts = {
    probe,
    entries: new Map(ran.map((entry) => [entry.model.manifest.id, entry])),
    insideOf: (entry: ProbedModel, worker: number) => Promise.resolve(insideOf(entry, worker)),
    workers: clients.length,
    accuracy: accuracyOf(models, probe),
    date: new Date(),
  };
  const line = new SlowProgress();
  const onProgress = ({ done, total, message }: Progress): void =>
    line.show(`saving the page: ${done} of ${total}  ${message}`);
  try {
    await toDisk(
      path,
      savedView(parts, PAGE, { signal, onProgress, withoutStates: args.flag('without-states') }),
      signal,
    );
  } finally {
    clearLine();
    for (const other of clients.slice(1)) other.dispose();
  }
  return { path, bytes: (await stat(path)).size };
}

function namesOf(args: Arguments): { name: string; title: string } {
  const [path = '-'] = args.positionals;
  const name = path === '-' ? 'standard input' : basename(path);
  const lines = args.text('lines')?.replace('-', '–');
  if (lines === undefined) return { name, title: name };
  return { name, title: `${name}, ${lines.includes('–') ? 'lines' : 'line'} ${lines}` };
}
