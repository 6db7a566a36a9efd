import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { pageHtml } from '../../webview/html';
import type { Answer, Ask, Handlers, HostMessage, PageMessage } from '../../webview/messages';

/** One page of the visualizer, in the side bar or in an editor tab. */
export class Page {
  /** A page that does not listen yet is told everything when it says that it is ready. */
  private ready = false;

  constructor(
    private readonly webview: vscode.Webview,
    root: vscode.Uri,
    place: 'view' | 'editor',
    private readonly handlers: Handlers,
    private readonly heard: (message: Exclude<PageMessage, Ask>, page: Page) => void,
    private readonly log: vscode.LogOutputChannel,
  ) {
    const dist = vscode.Uri.joinPath(root, 'dist', 'webview');
    const file = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(dist, name)).toString();
    webview.options = { enableScripts: true, localResourceRoots: [dist] };
    webview.html = pageHtml({
      nonce: randomBytes(24).toString('hex'),
      cspSource: webview.cspSource,
      scriptUri: file('main.js'),
      styleUri: file('main.css'),
      place,
    });
  }

  post(message: HostMessage): void {
    if (this.ready) void this.webview.postMessage(message);
  }

  /** For everything that comes out of the page, in the order in which it comes. */
  async receive(data: unknown): Promise<void> {
    // The checks bring a library along that would double the time to activate.
    const { parsePageMessage } = await import('./page-messages');
    const message = parsePageMessage(data);
    if (!message) {
      this.log.warn('The visualizer page sent a message that is not in the contract; it was dropped.');
      return;
    }
    if (message.kind === 'ask') {
      void this.answer(message);
      return;
    }
    if (message.kind === 'ready') this.ready = true;
    this.heard(message, this);
  }

  private async answer(ask: Ask): Promise<void> {
    try {
      this.post(await answerTo(this.handlers, ask));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.log.warn(`The visualizer's request '${ask.name}' was refused: ${reason}`);
      this.post({ kind: 'refusal', request: ask.request, reason });
    }
  }
}

async function answerTo(handlers: Handlers, ask: Ask): Promise<Answer> {
  const { request } = ask;
  switch (ask.name) {
    case 'hidden':
      return { kind: 'answer', request, name: ask.name, body: await handlers.hidden(ask.body) };
    case 'command':
      return { kind: 'answer', request, name: ask.name, body: await handlers.command(ask.body) };
    case 'openStep':
      return { kind: 'answer', request, name: ask.name, body: await handlers.openStep(ask.body) };
  }
}
