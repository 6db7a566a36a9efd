import { h } from '../dom';
import type { Probe } from '../../src/protocol/messages';
import { QUESTIONS } from '../panels';
import { questionView } from '../panels/question';
import type { Context } from './context';
import { header } from './header';
import { olderNotice } from './older';
import { overview } from './overview';
import { ruler } from './ruler';
import { scroller } from './scroller';
import { toolbar } from './toolbar';
import { worldView } from '../world/world';

/** A probe that cannot be drawn for it has no steps still says what it is. */
export function probeView(context: Context, probe: Probe): HTMLElement[] {
  if (probe.steps.count === 0)
    return [top(context), h('p', { class: 'note' }, 'There is no step in this text: nothing changes the state.')];
  const { store, signal } = context;
  const { element, slider: handle } = ruler(context);
  const slider = (): HTMLElement => handle;
  const stage = h(
    'div',
    { class: 'stage' },
    h('div', { class: 'sticky' }, toolbar(context), element, scroller(context)),
    ...QUESTIONS.map((question) => questionView(context, question, slider)),
  );
  // A length that everything inherits makes the browser look at the style of everything: this one hardly ever changes.
  store.on(['gutter'], signal, () => stage.style.setProperty('--gutter', `${store.get().gutter}px`));
  return [top(context), worldView(context), overview(context), stage];
}

function top(context: Context): HTMLElement {
  return h('div', {}, olderNotice(context), header(context));
}
