/**
 * Stands in for VS Code in a browser: gives the page `acquireVsCodeApi`, shows the scene named in the address
 * (`#scene=probe&theme=dark`), answers requests from sample data, and records what the page said in `window.said`.
 * Runs before the page's own script.
 */
import type { Ask, HostMessage, PageMessage, PageState, RequestName } from '../../src/protocol/messages';
import { reply, type AnswerTo } from '../stand-in/reply';
import { isTheme, useTheme } from '../stand-in/theme';
import { ANSWERS } from './answers';
import type { Answering } from './answering';
import { SCENES } from './scenes';

declare global {
  interface Window {
    said: PageMessage[];
    setTheme: (name: string) => void;
    tell: (message: HostMessage) => void;
    /** Shows another scene, once the page has drawn it. */
    show: (scene: string) => Promise<void>;
    sampleScenes: typeof SCENES;
    /** Requests with these names are refused. */
    refuse: string[];
    /** Requests with these names are never answered. */
    hold: string[];
  }
}

const wanted = new URLSearchParams(location.hash.slice(1));
const sceneOf = (name: string): PageState => SCENES[name]?.() ?? { kind: 'empty' };
let state = sceneOf(wanted.get('scene') ?? 'probe');
const KEY = 'webview state';

window.said = [];
window.refuse = [];
window.hold = [];
window.sampleScenes = SCENES;
window.tell = (message) => {
  window.postMessage(message);
};
window.show = async (name) => {
  state = sceneOf(name);
  window.tell({ kind: 'state', state });
  // The message comes first, then the frame in which it is drawn, then whatever was put off to that.
  await new Promise((resolve) => setTimeout(resolve));
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
};
window.setTheme = (name) => useTheme(isTheme(name) ? name : 'dark');
document.addEventListener('DOMContentLoaded', () => window.setTheme(wanted.get('theme') ?? 'dark'));

function answer(message: PageMessage): void {
  if (message.kind === 'ready') window.tell({ kind: 'state', state });
  if (message.kind === 'ask') void respond(message);
}

/** Answers from sample data, but for those that are refused. */
const answerTo: AnswerTo = (name, ask) => {
  if (window.refuse.includes(name)) throw new Error(`${name} is refused here`);
  const answers: { [K in RequestName]?: Answering<K> } = ANSWERS;
  const answer = answers[name];
  if (!answer) throw new Error(`there is no sample answer to ${name}`);
  return answer(ask, state.kind === 'probe' ? state.probe : undefined);
};

async function respond(ask: Ask): Promise<void> {
  if (!window.hold.includes(ask.name)) window.tell(await reply(ask, answerTo));
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
