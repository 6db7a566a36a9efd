import type * as vscode from 'vscode';
import type { Answer, Ask, HostMessage, PageEvent } from '../../protocol/messages';
import { showPage } from '../workbench/page-html';
import type { Calls, Joined } from './calls';

/** What a page says without waiting for an answer, and is not settled by {@link Page} itself. */
export type Told = Exclude<PageEvent, { kind: 'cancel' }>;

/** One page of the visualizer, in the side bar or in an editor tab. */
export class Page {
  /** A page that does not listen yet is told everything when it says that it is ready. */
  private ready = false;
  /** Requests that are being answered, by number. */
  private readonly waiting = new Map<number, Joined>();

  constructor(
    private readonly webview: vscode.Webview,
    root: vscode.Uri,
    place: 'view' | 'editor',
    private readonly calls: Calls,
    private readonly heard: (message: Told, page: Page) => void,
    private readonly log: vscode.LogOutputChannel,
  ) {
    showPage(webview, root, 'main', place);
  }

  /** What takes long goes on without the page. */
  dispose(): void {
    for (const joined of this.waiting.values()) joined.leave();
    this.waiting.clear();
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
      this.waiting.get(message.request)?.cancel();
      return;
    }
    if (message.kind === 'ready') {
      // A page that was hidden begins anew, and counts its requests from one again: answers to those before are not its own.
      this.dispose();
      this.ready = true;
    }
    this.heard(message, this);
  }

  private async answer({ request, name, body }: Ask): Promise<void> {
    const joined = this.calls.join({ name, body }, (progress) => this.post({ kind: 'progress', request, ...progress }));
    this.waiting.set(request, joined);
    const isWaiting = (): boolean => this.waiting.get(request) === joined;
    try {
      const answer = { kind: 'answer', request, name, body: await joined.answer };
      if (isWaiting()) this.post(answer as Answer);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (!joined.isCancelled()) this.log.warn(`The visualizer's request '${name}' was refused: ${reason}`);
      if (isWaiting()) this.post({ kind: 'refusal', request, reason });
    } finally {
      if (isWaiting()) this.waiting.delete(request);
    }
  }
}
