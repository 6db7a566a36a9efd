import { h, icon, setText } from '../dom';
import { button, spinner } from '../elements';
import { shortened } from '../draw/names';
import type { CommandName, PageState } from '../../src/protocol/messages';
import { command, type Context } from './context';
import { told } from './docs';

const LABELS: Record<CommandName, string> = {
  probeSelection: 'Probe Selection',
  probeFile: 'Probe File',
  probeWithInput: 'Probe with Example Input…',
  probeAgain: 'Probe Again',
  shrink: 'Shrink to Shortest Failing Text…',
  findFailure: 'Find a Failure…',
  openSample: 'Open a Sample…',
  trySample: 'Try a Sample',
  chooseModels: 'Choose Models',
  chooseCells: 'Choose Variables to Track…',
  runOthers: 'Run These Models',
  rewriteAs: 'Rewrite As…',
  openInEditor: 'Open in an Editor Tab',
  saveView: 'Save View as HTML…',
  showLog: 'Show Log',
  cancel: 'Cancel',
};

/** The first one is the main one. */
export function commandButtons(context: Context, names: readonly CommandName[]): HTMLElement {
  return h(
    'div',
    { class: 'screen-buttons' },
    ...names.map((name, index) =>
      button({
        label: LABELS[name],
        kind: index === 0 ? 'primary' : 'secondary',
        onClick: () => command(context, name),
      }),
    ),
  );
}

function emptyScreen(context: Context): HTMLElement {
  return h(
    'section',
    { class: 'screen' },
    h('h1', {}, 'Does the model know the state?'),
    h(
      'p',
      {},
      'Code that swaps variables, a list of chess moves, a story of people changing places: each is a sequence of ' +
        'permutations. State Probe runs small sequence models over it and shows, step by step and layer by layer, ' +
        'where each of them loses track.',
    ),
    h(
      'ol',
      {},
      h('li', {}, 'Try a sample, or open a file of your own.'),
      h('li', {}, 'Select the lines to follow, or nothing for all of it.'),
      h('li', {}, 'Probe it.'),
    ),
    // The first one needs nothing that is open.
    commandButtons(context, ['trySample', 'openSample', 'probeFile', 'probeSelection']),
  );
}

/** Follows the progress in place, so that the focus stays on Cancel. */
function loadingScreen(context: Context): HTMLElement {
  const title = h('h1');
  const message = h('span');
  const ring = spinner();
  const bar = document.createElement('progress');
  bar.setAttribute('aria-label', 'Progress');
  context.store.on(['page'], context.signal, () => {
    const { page } = context.store.get();
    if (page.kind !== 'loading') return;
    const known = page.done !== undefined && page.total !== undefined && page.total > 0;
    setText(title, shortened(page.title, 120));
    setText(message, shortened(page.message, 300));
    ring.hidden = known;
    bar.hidden = !known;
    bar.max = page.total ?? 1;
    bar.value = page.done ?? 0;
  });
  return h(
    'section',
    { class: 'screen', 'aria-busy': true },
    title,
    h('p', { class: 'working' }, ring, message),
    bar,
    commandButtons(context, ['cancel']),
  );
}

type Failed = Extract<PageState, { kind: 'failed' }>;

function failedScreen(context: Context, { title, reason, advice, commands }: Failed): HTMLElement {
  return h(
    'section',
    { class: 'screen', role: 'alert' },
    h('h1', {}, icon('failed'), shortened(title, 120)),
    h('p', { class: 'reason' }, ...told(context, shortened(reason, 2000))),
    h('p', {}, ...told(context, shortened(advice, 600))),
    commandButtons(context, commands),
  );
}

/** What is shown when there is no probe. */
export function screen(context: Context, state: Exclude<PageState, { kind: 'probe' }>): HTMLElement {
  switch (state.kind) {
    case 'empty':
      return emptyScreen(context);
    case 'loading':
      return loadingScreen(context);
    case 'failed':
      return failedScreen(context, state);
  }
}
