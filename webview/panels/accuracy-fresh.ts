import { fill, h, setAttributes, setText } from '../dom';
import { plural } from '../describe';
import { shortened } from '../draw/names';
import { button } from '../elements';
import { Cancelled } from '../host';
import type { LengthAccuracy, ModelAccuracy } from '../messages';
import { reasonOf } from '../parts/context';
import { FRESH_DEFAULTS, readFresh, type FreshFields, type FreshInput } from './accuracy-data';
import type { PanelContext } from './panel';

const LABELS: Record<keyof FreshFields, string> = { lengths: 'Lengths', count: 'Words of each', seed: 'Seed' };

/** Measures the models that `wanted` names, one after the other; `found` is told what came out as soon as it is there. */
export function freshForm(
  { host, signal, announce }: PanelContext,
  wanted: () => readonly ModelAccuracy[],
  found: (model: string, measured: readonly LengthAccuracy[]) => void,
): HTMLElement {
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
  const progress = h('p', { class: 'note' }); // too quick to be read out; its end is announced
  const failures = h('ul', { class: 'fresh-failures', hidden: true });
  const start = button({ label: 'Measure these models here', onClick: () => begin() });
  const stop = button({ label: 'Cancel', onClick: () => work?.abort() });
  stop.hidden = true;
  let work: AbortController | null = null;
  signal.addEventListener('abort', () => work?.abort());

  const begin = (): void => {
    const read = readFresh({ lengths: inputs.lengths.value, count: inputs.count.value, seed: inputs.seed.value });
    const bad = 'field' in read ? read.field : null;
    for (const name of names)
      setAttributes(inputs[name], {
        'aria-invalid': name === bad ? true : undefined,
        'aria-describedby': name === bad ? 'fresh-wrong' : undefined,
      });
    wrong.hidden = bad === null;
    setText(wrong, 'field' in read ? read.reason : '');
    if (bad !== null) inputs[bad].focus();
    if (!('field' in read) && !work) void measure(read);
  };

  const fail = (text: string): void => {
    failures.append(h('li', {}, text));
    failures.hidden = false;
  };
  const measure = async (input: FreshInput): Promise<void> => {
    const models = wanted();
    if (models.length === 0) {
      setText(progress, 'Tick a model first.');
      return;
    }
    const mine = (work = new AbortController());
    start.hidden = true;
    stop.hidden = false;
    stop.focus();
    fill(failures);
    failures.hidden = true;
    let done = 0;
    for (const { model, name } of models) {
      const title = shortened(name, 60);
      setText(progress, `${title}: starting`);
      try {
        const options = {
          signal: mine.signal,
          onProgress: (at: { done: number; total: number; message: string }) =>
            setText(progress, `${shortened(at.message, 120)}: ${at.done} of ${plural(at.total, 'word')}`),
        };
        const measured = await host.ask('freshAccuracy', { model, ...input }, options);
        found(model, measured);
        done++;
        const missing = input.lengths.filter((length) => !measured.some((at) => at.length === length));
        if (missing.length > 0) fail(`${title}: not measured at ${missing.join(', ')} tokens; the log says why`);
      } catch (error) {
        if (error instanceof Cancelled) break;
        fail(`${title}: ${shortened(reasonOf(error), 300)}`);
      }
    }
    work = null;
    if (signal.aborted) return;
    const text = `${mine.signal.aborted ? 'Cancelled. ' : ''}Measured ${done} of ${plural(models.length, 'model')}.`;
    setText(progress, text);
    announce(failures.childElementCount > 0 ? `${text} Some could not be measured in full.` : text);
    const focused = stop === document.activeElement;
    start.hidden = false;
    stop.hidden = true;
    if (focused) start.focus();
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
      start,
      stop,
    ),
    wrong,
    progress,
    failures,
  );
}
