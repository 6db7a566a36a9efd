import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as bodyOf } from 'node:stream/consumers';

export interface Heard {
  url: string | undefined;
  authorization: string | undefined;
  body: { model: string; messages: { content: string }[]; temperature: number; seed: number; max_tokens: number };
}

/** How a request is answered: what is said, or anything at all. */
export type Answering = (
  question: string,
  response: ServerResponse,
  request: IncomingMessage,
) => string | undefined | Promise<string | undefined>;

/** A server of the chat completions protocol on this machine, which says what a test makes it say. */
export class FakeEndpoint {
  readonly heard: Heard[] = [];
  answering: Answering = () => '';
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  /** Of a model of this name. */
  place(model = 'org/tiny:1b'): string {
    return `${this.origin}/v1/chat/completions#${model}`;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = JSON.parse((await bodyOf(request)) || '{}') as Heard['body'];
    this.heard.push({ url: request.url, authorization: request.headers.authorization, body });
    const said = await this.answering(body.messages[0]?.content ?? '', response, request);
    if (said !== undefined) response.end(JSON.stringify(completion(said)));
  }
}

/** As the protocol writes an answer. */
export function completion(content: string | null, finish = 'stop'): object {
  return {
    ...{ id: 'x', object: 'chat.completion', created: 0, model: 'tiny' },
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: finish }],
    usage: { prompt_tokens: 100, completion_tokens: 7, total_tokens: 107 },
  };
}

/** Follows swaps of cups that stand in a question, with nothing of the product: what a model that is never wrong says. */
export function swapped(question: string): string {
  const quoted = /^(-{8,})\n(.*)\n\1$/ms.exec(question)?.[2] ?? '';
  const [, list = ''] = /cups = \[(.*)\]/.exec(quoted) ?? [];
  const cups = list.split(', ').map((name) => name.slice(1, -1));
  for (const [, i, j] of quoted.matchAll(/^cups\[(\d)\], cups\[(\d)\] =/gm)) {
    const [a, b] = [Number(i), Number(j)];
    [cups[a], cups[b]] = [cups[b] ?? '', cups[a] ?? ''];
  }
  const [, places = ''] = /hold\? (.*)/.exec(question) ?? [];
  const asked = [...places.matchAll(/cups\[(\d)\]/g)].map(([name, at]) => [name, cups[Number(at)]]);
  return JSON.stringify(Object.fromEntries(asked));
}
