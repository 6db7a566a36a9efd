import './eigenvalues.css';
import type { Eigenvalues, Model } from '../../src/protocol/messages';
import { percent, plural } from '../describe';
import { h, setAttributes } from '../dom';
import { drawEigenvalues } from '../draw/complex-plane';
import { surface } from '../draw/surface';
import { numberText } from '../parts/scale';
import { task } from '../parts/task';
import { probeOf } from '../state';
import type { PanelContext, Table } from './panel';

type Spectrum = Eigenvalues['steps'];

/** What the transitions of a recurrent state do to it, on the complex plane; measured when it is opened. */
export function eigenvaluesView(context: PanelContext, model: Model, output: string, name: string): HTMLElement {
  const { store, host } = context;
  const result = h('div');
  const fold = h(
    'details',
    { class: 'eigenvalues' },
    h('summary', {}, `${name}: eigenvalues of its transition`),
    result,
  );
  const start = (): void => {
    const probe = probeOf(store.get())?.id ?? '';
    result.replaceChildren(
      task(context, {
        doing: 'Starting every step from chosen states',
        ask: (options) => host.ask('eigenvalues', { probe, model: model.id, output }, options),
        show: (answer) => planes(context, name, answer),
      }),
    );
  };
  fold.addEventListener('toggle', start, { once: true });
  return fold;
}

function planes(
  context: PanelContext,
  name: string,
  { isLinear, tokens, steps, word, isWhole }: Eigenvalues,
): HTMLElement {
  const each = `${isLinear ? 'Of' : 'Of the derivative of'} each of ${plural(tokens, 'token')}`;
  context.offers.add(() => tableOf(name, steps, word), context.signal);
  return h(
    'div',
    {},
    h(
      'p',
      { class: 'note' },
      'Between 0 and 1 a step lets the state fade, below zero it turns it round, off the line it rotates it, on the circle it keeps it.',
    ),
    h(
      'div',
      { class: 'spectra' },
      plane(context, `${name}, each token`, each, steps),
      word &&
        plane(context, `${name}, all tokens`, isWhole ? 'Of the whole word' : `Of ${tokens} tokens together`, word),
    ),
  );
}

function plane(context: PanelContext, name: string, title: string, spectrum: Spectrum): HTMLElement {
  const { store, signal, offers } = context;
  const box = h('div', { class: 'complex-plane' });
  const draw = (pen: CanvasRenderingContext2D, width: number, height: number): void => {
    const { theme } = store.get();
    pen.fillStyle = theme.background;
    pen.fillRect(0, 0, width, height);
    drawEigenvalues(pen, spectrum.points, theme, { width, height });
  };
  const drawn = surface({ element: box, draw, signal });
  const { real, imaginary, onCircle, negative } = spectrum;
  const line = imaginary < 1e-3 ? 'on the line' : `imaginary parts within ${numberText(imaginary)}`;
  const said = `${title}: real parts from ${numberText(real[0])} to ${numberText(real[1])}, ${line}; ${percent(onCircle)} on the circle, ${percent(negative)} below zero on the line.`;
  setAttributes(drawn.canvas, { role: 'img', 'aria-label': `Eigenvalues on the complex plane. ${said}` });
  store.on(['theme'], signal, drawn.redraw);
  offers.add(() => ({ kind: 'drawing', name, width: box.clientWidth, height: box.clientHeight, draw }), signal);
  return h('figure', {}, box, h('figcaption', {}, said));
}

function tableOf(name: string, steps: Spectrum, word: Spectrum | null): Table {
  const rows = (of: string, { points }: Spectrum) =>
    Array.from({ length: points.length / 3 }, (_, at) => [of, ...points.subarray(3 * at, 3 * at + 3)]);
  return {
    kind: 'table',
    name: `${name}, eigenvalues`,
    columns: ['of', 'real', 'imaginary', 'how many'],
    rows: () => [...rows('each token', steps), ...(word ? rows('all tokens', word) : [])],
  };
}
