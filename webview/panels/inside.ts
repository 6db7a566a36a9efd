import './inside.css';
import { h } from '../dom';
import type { InsideKind, InsideOutput, Model } from '../../src/protocol/messages';
import { tooltip, type Tooltip } from '../parts/tooltip';
import { attentionGlance } from './attention-glance';
import { attentionView } from './attention';
import { isSaved } from '../place';
import { eigenvaluesView } from './eigenvalues';
import { heatMap } from './heat-map';
import type { Panel, PanelContext } from './panel';
import { tensorView } from './tensor';

const NAMES: Record<InsideKind, string> = {
  state: 'Recurrent state',
  decay: 'Decay',
  transition: 'Transition matrix',
  attention: 'Attention',
};

/** What the architecture has of its own, beside the layers: recurrent states, decays, transition matrices, attention. */
export const inside: Panel = {
  id: 'inside',
  title: 'Inside the architecture',
  about: 'What carries the state from step to step: over all steps, and as it is at the playhead.',
  lacks: (model) => (model.inside?.length ? undefined : 'This model gives no outputs beside its layers.'),
  mount: (context, model) => {
    const tip = tooltip(context.signal);
    const heads = (model.inside ?? []).filter(({ kind }) => kind === 'attention');
    return h(
      'div',
      {},
      heads.length > 0 && !isSaved() && attentionGlance(context, model, heads),
      ...(model.inside ?? []).map((output) => outputView(context, model, output, tip)),
    );
  },
};

function outputView(context: PanelContext, model: Model, { output, kind, layer }: InsideOutput, tip: Tooltip): Node {
  const layers = (model.inside ?? []).filter((other) => other.kind === kind).length;
  const name = layers > 1 ? `${NAMES[kind]}, layer ${layer}` : NAMES[kind];
  const overSteps = (): HTMLElement =>
    heatMap(context, model, {
      output,
      name,
      unit: 'value',
      form: () => 'raw',
      order: () => null,
      pins: false,
      tip,
    });
  const parts: Record<InsideKind, () => HTMLElement[]> = {
    state: () => [
      overSteps(),
      tensorView(context, model, { output, name, titled: false, tip }),
      ...(isSaved() ? [] : [eigenvaluesView(context, model, output, name)]),
    ],
    decay: () => [overSteps()],
    transition: () => [tensorView(context, model, { output, name, titled: true, tip })],
    attention: () => [attentionView(context, model, { output, name, tip })],
  };
  return h('div', { class: 'inside-output' }, ...parts[kind]());
}
