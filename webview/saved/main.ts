/**
 * Stands in for VS Code in a saved page: gives the page `acquireVsCodeApi`, answers from what the file holds, and follows
 * the reader's colours. Runs before the page's own script.
 */
import { h } from '../dom';
import { SAMPLE_SEED } from '../../src/analysis/sample-seed';
import { provenance } from '../take-away/provenance';
import type { HostMessage, PageMessage } from '../../src/protocol/messages';
import { reply } from '../stand-in/reply';
import { savedAnswers } from './answers';
import { followColors } from './colors';
import { decode } from './decode';
import type { BlockId, SavedBlock, SavedView } from '../../src/protocol/saved-format';

function block(number: number): SavedBlock {
  const id: BlockId = `block-${number}`;
  return decode(document.getElementById(id)?.textContent ?? 'null') as SavedBlock;
}

/** A download, as from any page. */
function save(name: string, data: Uint8Array): void {
  const url = URL.createObjectURL(new Blob([data.slice()]));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the file by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

const view = block(0) as SavedView;
const answers = savedAnswers(view, block, save);

// What is told to the page comes from here: no other window may speak in the extension's name.
window.addEventListener('message', (event) => {
  if (event.isTrusted) event.stopImmediatePropagation();
});
function tell(message: HostMessage): void {
  window.dispatchEvent(new MessageEvent('message', { data: message }));
}

let memory: unknown = null;
Object.assign(window, {
  acquireVsCodeApi: () => ({
    postMessage: (message: PageMessage) => {
      if (message.kind === 'ready')
        queueMicrotask(() => tell({ kind: 'state', state: { kind: 'probe', probe: view.probe } }));
      // After the frame, so that what says that it goes on is seen.
      if (message.kind === 'ask') setTimeout(() => void reply(message, answers).then(tell));
    },
    // Kept as long as the page is open: files of one folder would share what a browser stores.
    getState: () => memory,
    setState: (value: unknown) => (memory = value),
  }),
});

followColors();

const day = new Date(view.date).toLocaleDateString('en', { dateStyle: 'long' });
const sources = provenance(view.probe.models, SAMPLE_SEED, 64);
document.body.append(
  h(
    'footer',
    { class: 'saved-footer' },
    `Saved with State Probe ${view.version} on ${day}. Everything that is shown is in this file; models run in VS Code only.`,
    h(
      'details',
      {},
      h('summary', {}, 'What this page is of'),
      h('ul', {}, ...sources.map((line) => h('li', {}, line))),
    ),
  ),
);
