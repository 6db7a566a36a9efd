import type { Answer, HostMessage, PageMessage, RequestName, Requests } from './messages';

/** The part of VS Code's webview API that the page uses; `acquireVsCodeApi` may be called once only. */
export interface WebviewApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

export type HostEvent = Exclude<HostMessage, { kind: 'answer' | 'refusal' }>;

/** The extension, seen from the page. */
export interface Host {
  send(message: Exclude<PageMessage, { kind: 'ask' }>): void;
  /** Rejects with the extension's reason, or when there was no answer within `timeout` milliseconds (if given). */
  ask<K extends RequestName>(name: K, body: Requests[K]['ask'], timeout?: number): Promise<Requests[K]['answer']>;
}

interface Pending {
  resolve: (body: Answer['body']) => void;
  reject: (error: Error) => void;
}

/** Connects the page; `onEvent` gets every message that is not the answer to a request. */
export function connect(api: WebviewApi, source: EventTarget, onEvent: (event: HostEvent) => void): Host {
  const pending = new Map<number, Pending>();
  let last = 0;

  const settle = (request: number, how: (pending: Pending) => void): void => {
    const waiting = pending.get(request);
    pending.delete(request);
    if (waiting) how(waiting);
  };

  source.addEventListener('message', (event) => {
    const message = (event as Event & { data: HostMessage }).data;
    if (message.kind === 'answer') settle(message.request, ({ resolve }) => resolve(message.body));
    else if (message.kind === 'refusal') settle(message.request, ({ reject }) => reject(new Error(message.reason)));
    else onEvent(message);
  });

  return {
    send: (message) => api.postMessage(message),
    ask: <K extends RequestName>(name: K, body: Requests[K]['ask'], timeout?: number) =>
      new Promise<Requests[K]['answer']>((resolve, reject) => {
        const request = ++last;
        // The answer to a request carries its number, so its body is of the request's own type.
        pending.set(request, { resolve, reject });
        if (timeout !== undefined)
          setTimeout(() => {
            settle(request, () => reject(new Error(`the extension did not answer within ${timeout / 1000} seconds`)));
          }, timeout);
        api.postMessage({ kind: 'ask', request, name, body });
      }),
  };
}
