import { h, icon } from '../dom';
import { button, spinner } from '../elements';
import { shortened } from '../draw/names';
import type { CommandName, PageState } from '../messages';
import { command, type Context } from './context';

const LABELS: Record<CommandName, string> = {
  probeSelection: 'Probe Selection',
  probeFile: 'Probe File',
  openSample: 'Open a Sample',
  chooseModels: 'Choose Models',
  openInEditor: 'Open in an Editor Tab',
  showLog: 'Show Log',
  cancel: 'Cancel',
};

function buttons(context: Context, names: readonly CommandName[]): HTMLElement {
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
      h('li', {}, 'Open a file, or one of the samples.'),
      h('li', {}, 'Select the lines to follow.'),
      h('li', {}, 'Probe the selection.'),
    ),
    buttons(context, ['probeSelection', 'openSample']),
  );
}

type Loading = Extract<PageState, { kind: 'loading' }>;

function loadingScreen(context: Context, { title, message, done, total }: Loading): HTMLElement {
  const known = done !== undefined && total !== undefined && total > 0;
  const bar = document.createElement('progress');
  bar.setAttribute('aria-label', 'Progress');
  if (known) {
    bar.max = total;
    bar.value = done;
  }
  return h(
    'section',
    { class: 'screen', 'aria-busy': true },
    h('h1', {}, shortened(title, 120)),
    h('p', { class: 'working' }, known ? null : spinner(), shortened(message, 300)),
    known ? bar : null,
    buttons(context, ['cancel']),
  );
}

type Failed = Extract<PageState, { kind: 'failed' }>;

function failedScreen(context: Context, { title, reason, advice, commands }: Failed): HTMLElement {
  return h(
    'section',
    { class: 'screen', role: 'alert' },
    h('h1', {}, icon('failed'), shortened(title, 120)),
    h('p', { class: 'reason' }, shortened(reason, 2000)),
    h('p', {}, shortened(advice, 600)),
    buttons(context, commands),
  );
}

/** What is shown when there is no probe. */
export function screen(context: Context, state: Exclude<PageState, { kind: 'probe' }>): HTMLElement {
  switch (state.kind) {
    case 'empty':
      return emptyScreen(context);
    case 'loading':
      return loadingScreen(context, state);
    case 'failed':
      return failedScreen(context, state);
  }
}
