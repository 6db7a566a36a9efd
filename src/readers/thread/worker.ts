import { parentPort } from 'node:worker_threads';
import { functionsOf, readText } from '..';
import { UnreadError } from '../reader';
import { filesBeside } from '../../files/beside';
import { recognised } from '../recognise';
import { firstSteps } from '../../trace/cut';
import { SourceError } from '../../trace/source';
import type { Answer, Request } from './protocol';

/** The thread that reads: one text at a time, each answered with its trace or with what went wrong. */
async function answer(request: Request): Promise<Answer> {
  try {
    if (request.ask === 'functions') return { kind: 'functions', functions: await functionsOf(request.source) };
    if (request.ask === 'languages')
      return { kind: 'languages', languages: await recognised(request.source, readText) };
    const { source, options, place, most = Infinity } = request;
    const whole = await readText(source, { ...options, ...(place && { files: filesBeside(place) }) });
    return { kind: 'read', trace: firstSteps(whole, most), total: whole.steps.length };
  } catch (error) {
    if (error instanceof SourceError)
      return {
        kind: 'unreadable',
        ...{ uri: error.uri, range: error.range, reason: error.reason },
        ...(error instanceof UnreadError && { why: error.kind, ...(error.asks && { asks: error.asks }) }),
      };
    return { kind: 'failed', error: error instanceof Error ? error : new Error(String(error)) };
  }
}

parentPort?.on('message', (request: Request) => {
  // Maps and steps that a trace shares are shared in the copy that arrives, too.
  void answer(request).then((result) => parentPort?.postMessage(result));
});
