import { fill, h, setAttributes, setText } from '../dom';
import { plural } from '../describe';
import { shortened } from '../draw/names';
import { button } from '../elements';
import type { AskOptions } from '../host';
import type { FreshAccuracy, LengthAccuracy, ModelAccuracy } from '../../src/protocol/messages';
import { reasonOf } from '../parts/context';
import { newest } from '../parts/newest';
import { task } from '../parts/task';
import { FRESH_DEFAULTS, missingText, readFresh, type FreshFields, type FreshInput } from './accuracy-data';
import type { PanelContext } from './panel';

const LABELS: Record<keyof FreshFields, string> = { lengths: 'Lengths', count: 'Words of each', seed: 'Seed' };

/** How far measuring several models has come. */
interface Round {
  done: number;
  /** What could not be measured, and why, in words. */
  failures: string[];
}

/** Measures the models that `wanted` names, one after the other; `found` is told what came out as soon as it is there. */
export function freshForm(
  context: PanelContext,
  wanted: () => readonly ModelAccuracy[],
  found: (model: string, measured: readonly LengthAccuracy[]) => void,
): HTMLElement {
  const { host, signal, announce } = context;
  const field = (name: keyof FreshFields): HTMLInputElement => {
    const input = h('input', { class: `fresh-${name}` });
    input.type = 'text';
    if (name !== 'lengths') input.inputMode = 'numeric';
    input.value = FRESH_DEFAULTS[name];
    input.spellcheck = false;
    return input;
  };
  const inputs = { lengths: field('lengths'), count: field('count'), seed: field('seed') };
  const names = ['lengths', 'count', 'seed'] as const;
  const wrong = h('p', { class: 'fresh-wrong', id: 'fresh-wrong', role: 'alert', hidden: true });
  const work = h('div');
  const next = newest(signal);

  const begin = (): void => {
    const read = readFresh({ lengths: inputs.lengths.value, count: inputs.count.value, seed: inputs.seed.value });
    const bad = 'field' in read ? read.field : null;
    for (const name of names)
      setAttributes(inputs[name], {
        'aria-invalid': name === bad ? true : undefined,
        'aria-describedby': name === bad ? 'fresh-wrong' : undefined,
      });
    const models = wanted();
    const reason = 'field' in read ? read.reason : models.length === 0 ? 'Tick a model first.' : '';
    wrong.hidden = reason === '';
    setText(wrong, reason);
    if (bad !== null) inputs[bad].focus();
    if (!('field' in read) && reason === '') measure(models, read);
  };

  /** What is measured from here on takes the place of what still runs. */
  const measure = (models: readonly ModelAccuracy[], input: FreshInput): void => {
    let round: Round = { done: 0, failures: [] };
    const told = () => `Measured ${round.done} of ${plural(models.length, 'model')}.`;
    const element = task(
      { host, announce, signal: next() },
      {
        doing: 'Measuring',
        cancelled: () => `Cancelled. ${told()}`,
        ask: async (options) => {
          round = { done: 0, failures: [] };
          for (const { model, name } of models) {
            options.signal.throwIfAborted();
            await measureOne({ model, title: shortened(name, 60) }, input, options, round);
          }
          return round;
        },
        show: ({ failures }) => {
          announce(failures.length > 0 ? `${told()} Some could not be measured in full.` : told());
          return h(
            'div',
            {},
            h('p', { class: 'note' }, told()),
            h(
              'ul',
              { class: 'fresh-failures', hidden: failures.length === 0 },
              ...failures.map((text) => h('li', {}, text)),
            ),
          );
        },
      },
    );
    fill(work, element);
  };

  const measureOne = async (
    { model, title }: { model: string; title: string },
    input: FreshInput,
    options: Required<Pick<AskOptions, 'signal' | 'onProgress'>>,
    round: Round,
  ): Promise<void> => {
    options.onProgress({ done: 0, total: 0, message: `${title}: starting` });
    let fresh: FreshAccuracy;
    try {
      fresh = await host.ask('freshAccuracy', { model, ...input }, options);
    } catch (error) {
      options.signal.throwIfAborted();
      round.failures.push(`${title}: ${shortened(reasonOf(error), 300)}`);
      return;
    }
    found(model, fresh.measured);
    if (fresh.measured.length > 0) round.done++;
    for (const text of missingText(fresh.missing)) round.failures.push(`${title}: ${text}`);
  };

  for (const input of Object.values(inputs))
    input.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return;
      event.preventDefault(); // else the key would press the button that gets the focus
      begin();
    });
  return h(
    'div',
    { class: 'fresh', role: 'group', 'aria-label': 'Measure anew' },
    h(
      'div',
      { class: 'fresh-fields' },
      ...names.map((name) => h('label', { class: 'choice' }, LABELS[name], inputs[name])),
      button({ label: 'Measure these models here', onClick: begin }),
    ),
    wrong,
    work,
  );
}
