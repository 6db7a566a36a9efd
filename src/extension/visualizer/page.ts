import type * as vscode from 'vscode';
import type { Answer, Ask, Call, Handlers, HostMessage, PageEvent, RequestName } from '../../protocol/messages';
import { showPage } from '../workbench/page-html';

/** What a page says without waiting for an answer, and is not settled by {@link Page} itself. */
export type Told = Exclude<PageEvent, { kind: 'cancel' }>;

/** One page of the visualizer, in the side bar or in an editor tab. */
export class Page {
  /** A page that does not listen yet is told everything when it says that it is ready. */
  private ready = false;
  /** Requests that are being answered, by number. */
  private readonly calls = new Map<number, AbortController>();

  constructor(
    private readonly webview: vscode.Webview,
    root: vscode.Uri,
    place: 'view' | 'editor',
    private readonly handlers: () => Promise<Handlers>,
    private readonly heard: (message: Told, page: Page) => void,
    private readonly log: vscode.LogOutputChannel,
  ) {
    showPage(webview, root, 'main', place);
  }

  /** What the page asked for is not wanted any more. */
  dispose(): void {
    for (const call of this.calls.values()) call.abort();
  }

  post(message: HostMessage): void {
    if (this.ready) void this.webview.postMessage(message);
  }

  /** For everything that comes out of the page, in the order in which it comes. */
  async receive(data: unknown): Promise<void> {
    // The checks bring a library along that would double the time to activate.
    const { hearPage } = await import('../../protocol/hear');
    const heard = hearPage(data);
    if ('fault' in heard) {
      this.log.warn(`The visualizer page sent a message that is not in the contract; it was dropped: ${heard.fault}`);
      return;
    }
    const { message } = heard;
    if (message.kind === 'ask') {
      void this.answer(message);
      return;
    }
    if (message.kind === 'cancel') {
      this.calls.get(message.request)?.abort();
      return;
    }
    if (message.kind === 'ready') this.ready = true;
    this.heard(message, this);
  }

  private async answer(ask: Ask): Promise<void> {
    const { request, name } = ask;
    const controller = new AbortController();
    this.calls.set(request, controller);
    try {
      const call: Call = {
        signal: controller.signal,
        report: (progress) => this.post({ kind: 'progress', request, ...progress }),
      };
      this.post(await answerTo(await this.handlers(), ask, call));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (!controller.signal.aborted) this.log.warn(`The visualizer's request '${name}' was refused: ${reason}`);
      this.post({ kind: 'refusal', request, reason });
    } finally {
      this.calls.delete(request);
    }
  }
}

/** The handler of a request takes its body and gives its answer: the table's type ties the three to one name. */
async function answerTo<K extends RequestName>(handlers: Handlers, ask: Ask<K>, call: Call): Promise<Answer> {
  const { request, name, body } = ask;
  const answer = { kind: 'answer', request, name, body: await handlers[name](body, call) };
  return answer as Answer;
}
