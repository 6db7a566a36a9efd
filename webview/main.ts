import './main.css';
import { fill, h } from './dom';
import { button } from './elements';
import { closeUp, fit, reveal } from './draw/timeline';
import { connect, type HostEvent, type WebviewApi } from './host';
import { recall, remember } from './memory';
import type { PageState, Probe } from '../src/protocol/messages';
import { QUESTIONS } from './panels';
import { chosenTensors } from './panels/chosen-tensors';
import { probeView } from './parts/probe';
import { screen } from './parts/screens';
import type { Context } from './parts/context';
import { RowStore } from './rows';
import { probeOf, type State } from './state';
import { defaultModel } from '../src/protocol/models';
import { Store } from './store';
import { readTheme, watchTheme } from './theme';

declare function acquireVsCodeApi(): WebviewApi;

/** The page keeps no more than this from being asked for again and again when an answer does not come. */
const ROWS_TIMEOUT = 30_000;
const REMEMBER_AFTER = 200;

const api = acquireVsCodeApi();
const host = connect(api, window, receive, (fault) => announce(fault, 'error'));
const rows = new RowStore((ask) => host.ask('rows', ask, { timeout: ROWS_TIMEOUT }));
const store = new Store<State>({
  page: { kind: 'empty' },
  chosen: null,
  picked: null,
  playhead: 0,
  timeline: fit(1, 1),
  gutter: 26,
  theme: readTheme(),
  open: new Set(),
  allLanes: null,
  heat: { form: 'raw', order: 'as they are' },
  pins: [],
});

const live = h('div', { class: 'sr-only', 'aria-live': 'polite', role: 'status' });
const alertText = h('span');
const alertBox = h('div', { class: 'alert', role: 'alert' }, alertText);
const content = h('div', { id: 'content' });
const dismiss = button({ label: 'Dismiss', kind: 'icon', icon: 'close', onClick: () => announce('', 'error') });
const alertRow = h('div', { class: 'alert-row', hidden: true }, alertBox, dismiss);
document.getElementById('page')?.append(content, alertRow, live);

function announce(text: string, kind: 'status' | 'error' = 'status'): void {
  if (kind === 'error') alertRow.hidden = text === '';
  (kind === 'error' ? alertText : live).textContent = text;
}

function receive(event: HostEvent): void {
  const probe = probeOf(store.get());
  switch (event.kind) {
    case 'state':
      show(event.state);
      return;
    case 'model':
      if (probe?.id === event.probe) {
        const models = probe.models.map((model) => (model.id === event.model.id ? event.model : model));
        show({ kind: 'probe', probe: { ...probe, models } });
      }
      return;
    case 'text':
      if (probe?.id === event.probe) {
        const now: Probe = { ...probe, title: event.title };
        if (event.text) now.text = event.text;
        else delete now.text;
        show({ kind: 'probe', probe: now });
      }
      return;
    case 'playhead':
      if (probe?.id === event.probe && event.step < probe.steps.count) {
        const { timeline } = store.get();
        // Of thousands of steps shown at once nobody would see the one that this is about.
        const closer = isFresh ? closeUp(timeline, event.step) : timeline;
        isFresh = false;
        store.set({ playhead: event.step, timeline: reveal(closer, event.step) });
      }
  }
}

/** The page is only built anew when what it consists of changes, so that progress does not take the focus away. */
function layoutOf(page: PageState): string {
  if (page.kind === 'loading') return page.kind; // follows its progress by itself
  if (page.kind !== 'probe') return JSON.stringify(page);
  const { id, models } = page.probe;
  return JSON.stringify([id, models.map((model) => model.id)]);
}

/** Whether the probe is shown as it came, all of its steps at once. */
let isFresh = true;
let layout = '';
let mounted = new AbortController();

function show(page: PageState): void {
  const before = probeOf(store.get());
  store.set({ page });
  if (page.kind === 'probe') {
    if (before?.id !== page.probe.id) begin(page.probe);
    else store.set({ chosen: defaultModel(page.probe, store.get()) });
    // Who has just asked for a tensor wants to see it.
    if (before?.id === page.probe.id && newestTensor(page.probe) > newestTensor(before)) openPanel(chosenTensors.id);
  }
  const next = layoutOf(page);
  if (next === layout) return;
  layout = next;
  mounted.abort();
  mounted = new AbortController();
  // What was said last was about something else.
  announce('');
  announce('', 'error');
  const context: Context = { store, host, rows, signal: mounted.signal, announce };
  fill(content, ...(page.kind === 'probe' ? probeView(context, page.probe) : [screen(context, page)]));
}

function newestTensor({ tensors = [] }: Probe): number {
  return tensors.at(-1)?.key ?? 0;
}

function openPanel(panel: string): void {
  const question = QUESTIONS.find(({ panels }) => panels.some(({ id }) => id === panel));
  store.set({ open: new Set([...store.get().open, panel, ...(question ? [question.id] : [])]) });
  document.getElementById(`panel-${panel}`)?.scrollIntoView({ block: 'center' });
}

/** A probe that the page has not shown before, or not since it was hidden. */
function begin(probe: Probe): void {
  rows.forget('all');
  const memory = recall(api);
  const known = memory?.probe === probe.id ? memory : null;
  isFresh = known === null;
  const { timeline } = store.get();
  const fitted = fit(Math.max(1, probe.steps.count), timeline.width);
  const scale = known?.scale ?? null;
  store.set({
    ...(memory && { open: new Set(memory.open), allLanes: memory.allLanes, heat: memory.heat, pins: memory.pins }),
    playhead: Math.min(Math.max(0, probe.steps.count - 1), known?.playhead ?? probe.playhead ?? 0),
    picked: known?.model ?? null,
    chosen: defaultModel(probe, { picked: known?.model ?? null, chosen: null }),
    timeline: scale === null ? fitted : { ...fitted, scale, offset: (known?.first ?? 0) * scale },
  });
}

let saving: ReturnType<typeof setTimeout> | undefined;
store.on(['playhead', 'picked', 'timeline', 'open', 'allLanes', 'heat', 'pins'], new AbortController().signal, () => {
  clearTimeout(saving);
  saving = setTimeout(() => {
    const { playhead, picked, timeline, open, allLanes, heat, pins } = store.get();
    const probe = probeOf(store.get());
    if (!probe) return;
    const fitted = timeline.scale <= fit(timeline.steps, timeline.width).scale;
    const first = timeline.offset / timeline.scale;
    const scale = fitted ? null : timeline.scale;
    remember(api, { probe: probe.id, model: picked, playhead, scale, first, open: [...open], allLanes, heat, pins });
  }, REMEMBER_AFTER);
});

watchTheme((theme) => store.set({ theme }));
// Nothing is shown before the extension says what: an empty page would flash up at every reload.
host.send({ kind: 'ready' });
