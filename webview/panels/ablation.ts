import './ablation.css';
import { SITE_KINDS, type SiteKind } from '../../src/analysis/ablation/kinds';
import type { Model, WithoutParts } from '../../src/protocol/messages';
import { percent, plural } from '../describe';
import { fill, h } from '../dom';
import { choice } from '../parts/choice';
import { newest } from '../parts/newest';
import { task } from '../parts/task';
import { probeOf } from '../state';
import type { Panel, PanelContext, Table } from './panel';
import { precisionView } from './precision';

const COARSE: readonly SiteKind[] = ['layer', 'head', 'convolution', 'gate'];
const CHOICES = [
  { value: 'coarse', text: 'layers, heads, convolutions and gates', kinds: COARSE },
  { value: 'state', text: 'channels of recurrent states', kinds: ['state'] as const },
  { value: 'neuron', text: 'neurons', kinds: ['neuron'] as const },
  { value: 'all', text: 'everything', kinds: SITE_KINDS },
];

/** What is right without each part, the most harmful first. */
export const ablation: Panel = {
  id: 'ablation',
  title: 'Ablation',
  about:
    'Each part is put out of action alone: the mean of its values over random words stands in its place; a layer passes on what comes in, and a ' +
    'convolution reads no earlier token. Harm is by how much fewer steps of random words are then right.',
  runsModels: true,
  lacks: (model) =>
    model.layers.length > 1 ? undefined : 'This model shows no layers between which parts could be found.',
  mount,
};

function mount(context: PanelContext, model: Model): HTMLElement {
  const result = h('div');
  const next = newest(context.signal);
  const show = (value: string): void => {
    const within = { ...context, signal: next() };
    const { kinds = COARSE } = CHOICES.find((one) => one.value === value) ?? {};
    const probe = probeOf(context.store.get())?.id ?? '';
    fill(
      result,
      task(within, {
        doing: 'Running the model without each part',
        ask: (options) => context.host.ask('ablated', { probe, model: model.id, kinds: [...kinds] }, options),
        show: (answer) => scores(within, answer),
      }),
    );
  };
  const parts = choice('Put out of action', CHOICES, 'coarse', show);
  show('coarse');
  return h('div', {}, h('div', { class: 'choices' }, parts.element), result, precisionView(context, model));
}

function scores(context: PanelContext, answer: WithoutParts): HTMLElement {
  const { whole, parts, measured, left, words, steps } = answer;
  context.offers.add(() => tableOf(answer), context.signal);
  const row = (name: string, harm: string, score: WithoutParts['whole']): HTMLElement => {
    const head = h('th', {}, name);
    head.scope = 'row';
    return h('tr', {}, head, ...[harm, accuracyText(score), textOf(score)].map((cell) => h('td', {}, cell)));
  };
  const heading = ['Without', 'Harm', 'Steps of random words right', 'Steps of the text right'].map((text) => {
    const cell = h('th', {}, text);
    cell.scope = 'col';
    return cell;
  });
  const table = h(
    'table',
    { 'aria-label': 'The model without each part' },
    h('thead', {}, h('tr', {}, ...heading)),
    h(
      'tbody',
      {},
      row('nothing left out', '', whole),
      ...parts.map((part) => row(part.name, percent(part.harm).replace('-', '−'), part)),
    ),
  );
  const more = measured > parts.length ? ` ${measured - parts.length} more parts do less harm.` : '';
  const missing = left > 0 ? ` ${plural(left, 'part')} not measured, for the time.` : '';
  return h(
    'div',
    {},
    h(
      'div',
      { class: 'ablation-scroll', tabindex: 0, role: 'group', 'aria-label': 'The model without each part' },
      table,
    ),
    h('p', { class: 'note' }, `${words} random words of ${plural(steps, 'step')}.${more}${missing}`),
  );
}

function accuracyText({ accuracy, interval: [low, high] }: WithoutParts['whole']): string {
  return `${percent(accuracy)} (${percent(low)} to ${percent(high)})`;
}

function textOf({ text }: WithoutParts['whole']): string {
  if (!text || text.judged === 0) return '–';
  return `${percent(text.right / text.judged)}${text.firstWrong === null ? '' : `, wrong at ${text.firstWrong + 1}`}`;
}

function tableOf({ whole, parts }: WithoutParts): Table {
  return {
    kind: 'table',
    name: 'without each part',
    columns: [
      'without',
      'harm',
      'steps of random words right',
      'interval from',
      'to',
      'steps of the text right',
      'judged',
    ],
    rows: () =>
      [{ name: 'nothing left out', harm: 0, ...whole }, ...parts].map(({ name, harm, accuracy, interval, text }) => [
        ...[name, harm, accuracy, interval[0], interval[1], text?.right ?? null, text?.judged ?? null],
      ]),
  };
}
