/**
 * Stands in for VS Code in a browser: gives the page `acquireVsCodeApi`, shows the scene named in the address
 * (`#scene=probe&theme=dark`), answers requests from sample data, and records what the page said in `window.said`.
 * Runs before the page's own script.
 */
import type { Ask, HostMessage, PageMessage, PageState } from '../messages';
import { ANSWERS } from './answers';
import { SCENES } from './scenes';
import themes from './themes.json';

declare global {
  interface Window {
    said: PageMessage[];
    setTheme: (name: string) => void;
    tell: (message: HostMessage) => void;
    sampleScenes: typeof SCENES;
    /** Requests with these names are refused. */
    refuse: string[];
    /** Requests with these names are not answered. */
    hold: string[];
  }
}

const wanted = new URLSearchParams(location.hash.slice(1));
const state: PageState = SCENES[wanted.get('scene') ?? 'probe']?.() ?? { kind: 'empty' };
const KEY = 'webview state';

window.said = [];
window.refuse = [];
window.hold = [];
window.sampleScenes = SCENES;
window.tell = (message) => {
  window.postMessage(message);
};
window.setTheme = (name) => {
  const theme = Object.entries(themes).find(([key]) => key === name)?.[1] ?? themes.dark;
  document.documentElement.removeAttribute('style');
  for (const [variable, value] of Object.entries(theme.variables))
    document.documentElement.style.setProperty(variable, value);
  document.body.className = theme.class;
  document.body.dataset['vscodeThemeKind'] = theme.kind;
};
document.addEventListener('DOMContentLoaded', () => window.setTheme(wanted.get('theme') ?? 'dark'));

function answer(message: PageMessage): void {
  if (message.kind === 'ready') window.tell({ kind: 'state', state });
  if (message.kind === 'ask') void respond(message);
}

async function respond(ask: Ask): Promise<void> {
  const { request, name } = ask;
  if (window.hold.includes(name)) return;
  try {
    if (window.refuse.includes(name)) throw new Error(`${name} is refused here`);
    const probe = state.kind === 'probe' ? state.probe : undefined;
    const body = await ANSWERS[name](ask.body as never, probe);
    window.tell({ kind: 'answer', request, name, body } as HostMessage);
  } catch (error) {
    window.tell({ kind: 'refusal', request, reason: String(error instanceof Error ? error.message : error) });
  }
}

Object.assign(window, {
  acquireVsCodeApi: () => ({
    postMessage: (message: PageMessage) => {
      window.said.push(message);
      setTimeout(() => answer(message));
    },
    getState: (): unknown => JSON.parse(sessionStorage.getItem(KEY) ?? 'null'),
    setState: (value: unknown) => sessionStorage.setItem(KEY, JSON.stringify(value)),
  }),
});
