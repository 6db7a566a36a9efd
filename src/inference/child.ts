import { join } from 'node:path';
import { version } from '../../package.json';
import { ContractError } from './contract';
import { isUnchanged, readModelFiles, type ModelFiles } from '../models/model-files';
import {
  VERIFYING,
  type AnyRequest,
  type AnyResult,
  type CheckRequest,
  type CheckResult,
  type GraphRequest,
  type LanguageRequest,
  type Progress,
  type Request,
  type Response,
  type RunRequest,
} from './protocol';
import { shortReason } from './providers';
import { isRemote } from '../models/remote/address';
import type { Access } from '../models/remote/ask';
import type { OpenModel } from './open-model';
import type { OnProvider } from './precision/judge';
import type { KeptChecks } from './precision/kept';
import type { PrecisionCheck } from './precision/verdict';
import { runModel } from './run';
import { openModel } from './session';
import { isChanging, twinOf } from './patch/patch-looks';
import type { ViewOf } from './view-of';
import { SessionCache } from './session-cache';
import { Verified } from './verified';
import { watchOver } from './watchdog';

/**
 * The inference process. It is forked, not a worker thread, because a run blocks its thread and cannot be interrupted,
 * because a second onnxruntime in the editor's process would clash with this one, and because a model that asks for
 * more memory than there is aborts its process.
 */
const [memory = '', kept] = process.argv.slice(2);
let checks: Promise<KeptChecks> | undefined;

/** Only a provider other than the CPU asks: a process that has none starts without what finds it out. */
async function judged(model: OnProvider): Promise<PrecisionCheck | undefined> {
  const { judgePrecision } = await import('./precision/judge');
  checks ??= import('./precision/kept').then(
    ({ KeptChecks }) => new KeptChecks(kept && join(kept, `half-precision-${version}.jsonl`)),
  );
  return judgePrecision(model, await checks);
}

const sessions = new SessionCache({ entries: 8, bytes: 1024 * 1024 * 1024 }, async (files, providers, view, tell) => {
  if (isRemote(files.path)) return (await import('./remote/remote')).openRemote(files, view);
  if (view) return (await import('./open-view')).openView(files, view, Number(memory));
  return openModel(files, providers, Number(memory), (model) => judged({ ...model, tell }));
});
/** What a run takes beyond this the runtime would keep for another such one, with each model its own. */
const MOST_KEPT = 256 * 2 ** 20;
const verified = new Verified(join(__dirname, 'verified.txt'), kept && join(kept, `verified-${version}.txt`));

/** Files of models that were asked for, so that they are not read with every request. */
const known = new Map<string, ModelFiles>();

async function filesOf(path: string, access: Access): Promise<ModelFiles> {
  if (isRemote(path)) return (await import('./remote/remote')).remoteFiles(path, access);
  const before = known.get(path);
  if (before && (await isUnchanged(before))) return before;
  const files = await readModelFiles(path);
  known.set(path, files);
  return files;
}

const CHANGED = 'its file has changed since the text was run on it; run it again';

function send(response: Response): void {
  process.send?.(response);
}

function done(id: number, result: AnyResult): void {
  send({ id, kind: 'done', result, held: process.memoryUsage.rss() });
}

async function resultOf(
  open: (view?: ViewOf) => Promise<OpenModel>,
  request: Exclude<AnyRequest, CheckRequest | GraphRequest | LanguageRequest>,
  report: (progress: Progress) => void,
): Promise<AnyResult> {
  if (request.kind === 'load') return (await open()).facts;
  if (request.kind === 'run') {
    const model = await open(roundedOf(request));
    if (!request.shared) return runModel(model, request, report);
    return (await import('./shared-words')).runShared(model, request, report);
  }
  if (isChanging(request)) return (await import('./patch/answers')).lookChanged(open, request, report);
  // A process that only runs models starts without the libraries of linear algebra.
  const { look } = await import('./look/look');
  return look(await open(twinOf(request)), request, report);
}

/** The view that a run of a rounded model is of. */
function roundedOf({ bits, outputs }: RunRequest): ViewOf | undefined {
  return bits && { outputs: outputs.filter((name) => name !== 'logits'), layers: [], states: [], bits };
}

async function checked({ model, brief = false }: CheckRequest, access: Access): Promise<CheckResult> {
  // What cannot be read is explained by the check.
  const files = brief ? await filesOf(model, access).catch(() => undefined) : undefined;
  return files && verified.isKnown(files) ? { digest: files.digest, checks: [] } : verified.check(model, access);
}

async function answer(id: number, request: AnyRequest, access: Access): Promise<void> {
  try {
    if (request.kind === 'check') {
      done(id, await checked(request, access));
      return;
    }
    if (request.kind === 'graph') {
      const { model, show } = request;
      const graph = await (await import('./file-facts')).fileFacts(model);
      if (!show) done(id, { graph });
      else {
        const { shownTensor } = await import('./shown-tensor');
        done(id, { graph, shown: await shownTensor(model, show) });
      }
      return;
    }
    if (request.kind === 'language') {
      // Models of a word and of a language beside each other might not fit into memory.
      await sessions.close();
      const { askLanguageModel } = await import('./language-model/ask');
      const told = (progress: Progress): void => send({ id, kind: 'progress', ...progress });
      done(id, { said: await askLanguageModel(request.of, request.asked, told) });
      return;
    }
    const { model: path, providers } = request.kind === 'look' ? request.word : request;
    const report = (progress: Progress): void => send({ id, kind: 'progress', ...progress });
    const files = await filesOf(path, access);
    const expected = request.kind === 'look' ? request.word.digest : undefined;
    if (expected !== undefined && expected !== files.digest) throw new ContractError(CHANGED);
    const verifying = (): void => report({ done: 0, total: 1, message: VERIFYING });
    await verified.hold(files, verifying);
    let before = process.memoryUsage.rss();
    const open = async (view?: ViewOf): Promise<OpenModel> => {
      const model = await sessions.get(files, providers, view, verifying);
      before = process.memoryUsage.rss();
      return model;
    };
    const result = await resultOf(open, request, report);
    if (process.memoryUsage.rss() - before > MOST_KEPT) await sessions.close();
    done(id, result);
  } catch (error) {
    send({ id, kind: 'failed', reason: shortReason(error), held: process.memoryUsage.rss() });
  }
}

/** Requests are answered one after the other, in the order they came. */
let last = Promise.resolve();

process.on('message', ({ id, access, ...request }: Request) => {
  last = last.then(() => answer(id, request, access));
});

// The editor is gone: nobody waits for an answer.
process.on('disconnect', () => process.exit());
watchOver(Number(memory));
