import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, dirname, relative, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { version } from '../../package.json';
import { evaluate, spanText } from '../analysis/evaluation';
import { resultOf } from '../analysis/results';
import { checkFilePlace } from '../files/place';
import { toDisk } from '../files/to-disk';
import { InferenceClient } from '../inference/client';
import type { Model } from '../models/catalogue';
import { plural } from '../text/plural';
import { chatJobsOf } from '../sweeps/chat-jobs';
import { inParallel, jobsOf, type Job } from '../sweeps/jobs';
import { sweepPage } from '../sweeps/page';
import { parseSweep, type Sweep } from '../sweeps/sweep-file';
import { summaryOf } from '../sweeps/summary';
import { contents } from './input';
import { questionsOf } from './measure-chat';
import { complain, print } from './output';
import { reportLine } from './report';
import { readResults, ResultsFile } from './results-file';
import { measureChats, sayCost } from './sweep-chats';
import { listJobs } from './sweep-list';
import { SweepProgress, type Failure } from './sweep-progress';
import { sweptModels, type Asked } from './swept-models';
import { TIMEOUT_OPTION } from './model-options';
import { UsageError, type Arguments } from './usage';
import type { Verb } from './verb';

/** Each opens models of its own. */
const MOST_PROCESSES = 64;

export const sweep: Verb = {
  usage: ['FILE.json', 'FILE.json --list', 'ROWS.jsonl --html PAGE.html'],
  does: 'measures many models at many lengths and seeds by one file, and reports (docs/scale.md)',
  notes: [
    'Rows are those of eval --out: what stands there already is not measured again, so that a sweep that was stopped goes on.',
    'Models with the same files are measured once, whatever they are called.',
  ],
  options: [
    { name: 'processes', value: 'N', help: 'models that run at once; as many as cores if absent' },
    { name: 'html', value: 'PAGE.html', help: 'also writes a page with tables and a picture of all rows' },
    { name: 'list', help: 'instead: what is still to do, as commands that any scheduler may run' },
    {
      name: 'servers',
      value: 'https://A,https://B',
      help: 'servers that are shown the token in STATE_PROBE_TOKEN: a file may name any',
    },
    TIMEOUT_OPTION,
  ],
  run: runSweep,
};

async function runSweep(args: Arguments, signal: AbortSignal): Promise<number> {
  const [path, more] = args.positionals;
  if (path === undefined || more !== undefined) throw new UsageError('which sweep? (one FILE)');
  const html = args.text('html');
  if (html !== undefined && !/\.html?$/i.test(html)) throw new UsageError(`--html: '${html}' does not end in .html`);
  if (html !== undefined) await checkFilePlace(html);
  if (/\.jsonl$/i.test(path)) {
    if (html === undefined) throw new UsageError('of rows a page is made: --html PAGE.html');
    if (!existsSync(path)) throw new Error(`${path}: error: there is no such file`);
    await writePage(html, path);
    return 0;
  }
  const asked = parseSweep(path, await contents(path));
  const out = resolve(dirname(path), asked.out);
  const code = await measure(args, { path, asked, out }, signal);
  if (html !== undefined && !args.flag('list')) await writePage(html, out);
  return code;
}

interface Swept {
  path: string;
  asked: Sweep;
  /** The file of rows. */
  out: string;
}

async function measure(args: Arguments, { path, asked, out }: Swept, signal: AbortSignal): Promise<number> {
  if (!args.flag('list')) await checkFilePlace(out);
  const found = await sweptModels(args, path, asked, signal);
  for (const { id, as } of found.same)
    complain(`${id} is the same model as ${as}, and is not measured again`, 'state-probe: ');
  const file = new ResultsFile(out);
  const own = jobsOf(asked, found.models, file.rows(), version);
  const chats = chatJobsOf(asked, { models: found.chats, template: found.template }, file.rows(), version);
  const known = own.known + chats.known;
  const questions = chats.jobs.reduce((sum, job) => sum + questionsOf(job, job.asked), 0);
  const failed: Failure[] = [...found.failed];
  const told = { out, known, ...(found.chats.length > 0 && { questions }) };
  if (args.flag('list')) return listJobs(args, asked, { ...told, failed, jobs: own.jobs, chats: chats.jobs, path });
  sayCost(chats.jobs);
  const workers = own.jobs.length === 0 ? 0 : Math.min(processesOf(args), own.jobs.length);
  const clients = Array.from({ length: workers }, () => found.client());
  const progress = new SweepProgress(own.jobs, chats.jobs.length);
  const end = (failure: Failure | undefined, share: number, of: object): void => {
    if (failure) failed.push(failure);
    progress.end(of, share);
  };
  // One that throws ends all: nobody waits for what is asked beside it.
  const ending = new AbortController();
  const shared = AbortSignal.any([signal, ending.signal]);
  const whole = async (work: Promise<void>): Promise<void> => {
    await work.catch((error: unknown) => {
      ending.abort(error);
      throw error;
    });
  };
  try {
    await Promise.all([
      whole(
        inParallel(own.jobs, clients, async (job, client) => {
          shared.throwIfAborted();
          const tell = (share: number): void => progress.show(client, share * progress.weightOf(job));
          end(await measureOne(job, client, found, file, shared, tell), progress.weightOf(job), client);
        }),
      ),
      whole(
        measureChats(chats.jobs, {
          ...{ file, access: found.access, signal: shared },
          onProgress: (of, share) => progress.show(of, share),
          onEnd: (of, failure) => end(failure, 1, of),
        }),
      ),
    ]);
  } catch (error) {
    progress.clear();
    if (signal.aborted)
      complain(`stopped; ${relative('', out)} keeps what is measured, and the same command goes on`, 'state-probe: ');
    throw error;
  } finally {
    for (const client of clients) client.dispose();
  }
  progress.clear();
  const measured = own.jobs.length + chats.jobs.length + found.failed.length - failed.length;
  if (args.flag('json')) print(reportLine('sweep', { ...told, measured, failed }));
  else {
    print(`${relative('', out)}: ${plural(measured, 'measurement')}, ${known} stood there already`);
    for (const { id, length, density, told: dress, seed, reason } of failed) {
      const words = `${length === undefined ? '' : `, length ${spanText({ length, density })}`}${dress === undefined ? '' : `, ${dress}`}`;
      complain(`${id}${words}${seed === undefined ? '' : `, seed ${seed}`}: ${reason}`, 'not measured: ');
    }
  }
  return failed.length > 0 ? 1 : 0;
}

async function measureOne(
  { model, length, density, seed, count }: Job<Model>,
  client: InferenceClient,
  { providers }: Asked,
  file: ResultsFile,
  signal: AbortSignal,
  tell: (share: number) => void,
): Promise<Failure | undefined> {
  const { id, name, task, architecture, layers } = model.manifest;
  const [found] = await evaluate(
    model,
    {
      ...{ count, seed, density, providers, signal, lengths: [length] },
      onProgress: ({ done, total }) => tell(done / Math.max(1, total)),
    },
    client,
  );
  if (!found || 'reason' in found)
    return {
      ...{ id, length: length.to, ...(density !== undefined && { density }), seed },
      reason: found?.reason ?? 'nothing was measured',
    };
  file.append(resultOf(found, { version, id, name, task: task.name, architecture, layers }));
  return undefined;
}

function processesOf(args: Arguments): number {
  const processes = args.count('processes', 1) ?? Math.min(MOST_PROCESSES, availableParallelism());
  if (processes > MOST_PROCESSES) throw new UsageError(`--processes: at most ${MOST_PROCESSES}`);
  return processes;
}

async function writePage(html: string, rows: string): Promise<void> {
  const results = readResults(rows);
  if (results.length === 0) throw new Error(`${rows}: error: there are no rows to report`);
  const page = sweepPage(summaryOf(results), {
    ...{ title: `Sweep: ${basename(rows)}`, version, nonce: randomBytes(24).toString('hex') },
  });
  await toDisk(html, Readable.from([Buffer.from(page)]));
  print(`${relative('', resolve(html))}: ${plural(results.length, 'row')}`);
}
