import { SAMPLE_SEED } from '../../src/analysis/sample-seed';
import { h } from '../dom';
import { shortened } from '../draw/names';
import type { Difficulty, Model } from '../../src/protocol/messages';
import { task } from '../parts/task';
import { probeOf } from '../state';
import { runOf } from '../../src/protocol/models';
import type { Panel, PanelContext } from './panel';

/** How the model does on random words as long as the text. */
export const difficulty: Panel = {
  id: 'difficulty',
  seed: SAMPLE_SEED,
  title: 'Random words of this length',
  about: 'How this text stands among random words of its length, judged where its steps end.',
  lacks: (model) => (runOf(model)?.accuracy == null ? 'No step of this text could be judged.' : undefined),
  mount,
};

function mount(context: PanelContext, model: Model): HTMLElement {
  const { store, host } = context;
  return task(context, {
    doing: 'Running random words',
    ask: (options) => host.ask('difficulty', { probe: probeOf(store.get())?.id ?? '', model: model.id }, options),
    show: (answer) => sentence(model, answer),
  });
}

function sentence(model: Model, { sentence: says }: Difficulty): HTMLElement {
  return h('p', { class: 'tracked' }, `${shortened(model.name, 60)} is ${says}.`);
}
