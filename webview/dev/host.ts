/**
 * Stands in for VS Code in a browser: gives the page `acquireVsCodeApi`, shows the scene named in the address
 * (`#scene=probe&theme=dark`), answers requests from sample data, and records what the page said in `window.said`.
 * Runs before the page's own script.
 */
import type { HiddenAsk, HiddenPiece, HostMessage, PageMessage, PageState } from '../messages';
import { hiddenLayer, piece } from './sample';
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
  }
}

const wanted = new URLSearchParams(location.hash.slice(1));
const state: PageState = SCENES[wanted.get('scene') ?? 'probe']?.() ?? { kind: 'empty' };
const layerCache = new Map<string, Float32Array>();
const KEY = 'webview state';

window.said = [];
window.refuse = [];
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

function hidden(ask: HiddenAsk): HiddenPiece {
  const probe = state.kind === 'probe' ? state.probe : null;
  const model = probe?.models.find(({ id }) => id === ask.model);
  if (!probe || !model) throw new Error('no such model');
  const key = `${ask.model} ${ask.layer}`;
  const data = layerCache.get(key) ?? hiddenLayer(model, ask.layer, probe.steps.count);
  layerCache.set(key, data);
  return piece(data, model.layers[ask.layer]?.neurons ?? 1, ask);
}

function answer(message: PageMessage): void {
  if (message.kind === 'ready') window.tell({ kind: 'state', state });
  if (message.kind !== 'ask') return;
  const { request, name } = message;
  if (window.refuse.includes(name)) window.tell({ kind: 'refusal', request, reason: `${name} is refused here` });
  else if (name === 'hidden') window.tell({ kind: 'answer', request, name, body: hidden(message.body) });
  else window.tell({ kind: 'answer', request, name, body: null });
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
