import { hearHost } from '../src/protocol/hear';
import type {
  Answer,
  HostEvent as AnyEvent,
  PageEvent,
  Progress,
  RequestName,
  Requests,
} from '../src/protocol/messages';

/** The part of VS Code's webview API that the page uses; `acquireVsCodeApi` may be called once only. */
export interface WebviewApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

export type HostEvent = Exclude<AnyEvent, { kind: 'refusal' | 'progress' }>;

/** The extension, seen from the page. */
export interface Host {
  send(message: Exclude<PageEvent, { kind: 'cancel' }>): void;
  /** Rejects with the extension's reason, with the signal's when it aborts, or when there was no answer in time. */
  ask<K extends RequestName>(name: K, body: Requests[K]['ask'], options?: AskOptions): Promise<Requests[K]['answer']>;
}

export interface AskOptions {
  /** Milliseconds; by default a request may take as long as it likes. */
  timeout?: number;
  /** Aborting takes the request back. */
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

/** Not an error to tell anybody of: the page itself took the request back. */
export class Cancelled extends Error {
  override name = 'Cancelled';

  constructor() {
    super('cancelled');
  }
}

const NOT_UNDERSTOOD = 'The extension said what this page does not understand';

interface Pending {
  name: RequestName;
  resolve: (body: Answer['body']) => void;
  reject: (error: Error) => void;
  onProgress: ((progress: Progress) => void) | undefined;
}

/**
 * Connects the page.
 *
 * @param onEvent gets every message that is not the answer to a request
 * @param onFault gets what is wrong with a message that is none of the contract, unless a request is refused with it
 */
export function connect(
  api: WebviewApi,
  source: EventTarget,
  onEvent: (event: HostEvent) => void,
  onFault: (fault: string) => void,
): Host {
  const pending = new Map<number, Pending>();
  let last = 0;

  const settle = (request: number, how: (pending: Pending) => void): void => {
    const waiting = pending.get(request);
    pending.delete(request);
    if (waiting) how(waiting);
  };

  source.addEventListener('message', (event) => {
    const { data } = event as Event & { data: unknown };
    // Others may speak in this window, such as extensions of a browser.
    if (typeof data !== 'object' || data === null || !('kind' in data)) return;
    const heard = hearHost(data);
    if ('fault' in heard) {
      const { fault } = heard;
      if ('request' in heard) settle(heard.request, ({ reject }) => reject(new Error(`${NOT_UNDERSTOOD}: ${fault}`)));
      else onFault(`${NOT_UNDERSTOOD}: ${fault}`);
      return;
    }
    const { message } = heard;
    if (message.kind === 'answer')
      settle(message.request, ({ name, resolve, reject }) => {
        if (message.name === name) resolve(message.body);
        else reject(new Error(`${NOT_UNDERSTOOD}: to ${name} it gave the answer to ${message.name}`));
      });
    else if (message.kind === 'refusal') settle(message.request, ({ reject }) => reject(new Error(message.reason)));
    else if (message.kind === 'progress') pending.get(message.request)?.onProgress?.(message);
    else onEvent(message);
  });

  return {
    send: (message) => api.postMessage(message),
    ask: <K extends RequestName>(name: K, body: Requests[K]['ask'], options: AskOptions = {}) =>
      new Promise<Requests[K]['answer']>((resolve, reject) => {
        const { timeout, signal, onProgress } = options;
        if (signal?.aborted) {
          reject(new Cancelled());
          return;
        }
        const request = ++last;
        const takeBack = (error: Error): void => {
          settle(request, () => {
            api.postMessage({ kind: 'cancel', request });
            reject(error);
          });
        };
        signal?.addEventListener('abort', () => takeBack(new Cancelled()), { once: true });
        // An answer is taken only with the name of its request, so that its body is of the request's own type.
        pending.set(request, { name, resolve: resolve as Pending['resolve'], reject, onProgress });
        if (timeout !== undefined)
          setTimeout(() => {
            takeBack(new Error(`the extension did not answer within ${timeout / 1000} seconds`));
          }, timeout);
        api.postMessage({ kind: 'ask', request, name, body });
      }),
  };
}
