import type { LoadRequest, Request, Response, RunRequest } from './protocol';
import { shortReason } from './providers';
import { runModel } from './run';
import { openModel } from './session';
import { SessionCache } from './session-cache';
import { endWithParent } from './watchdog';

/**
 * The inference process. It is forked, not a worker thread, because a run blocks its thread and cannot be interrupted,
 * because a second onnxruntime in the editor's process would clash with this one, and because a model that asks for
 * more memory than there is aborts its process.
 */
const sessions = new SessionCache({ sessions: 8, bytes: 1024 * 1024 * 1024 }, openModel);

function send(response: Response): void {
  process.send?.(response);
}

async function answer(id: number, request: LoadRequest | RunRequest): Promise<void> {
  try {
    const model = await sessions.get(request.model, request.providers);
    const result =
      request.kind === 'load'
        ? model.facts
        : await runModel(model, request, (progress) => send({ id, kind: 'progress', ...progress }));
    send({ id, kind: 'done', result });
  } catch (error) {
    send({ id, kind: 'failed', reason: shortReason(error) });
  }
}

/** Requests are answered one after the other, in the order they came. */
let last = Promise.resolve();

process.on('message', ({ id, ...request }: Request) => {
  last = last.then(() => answer(id, request));
});

// The editor is gone: nobody waits for an answer.
process.on('disconnect', () => process.exit());
endWithParent();
