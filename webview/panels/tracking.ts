import './tracking.css';
import { SAMPLE_SEED } from '../../src/analysis/sample-seed';
import { learnedText } from '../../src/analysis/learned-text';
import { placeText } from '../../src/analysis/tokens';
import type { Kept, Tracked } from '../../src/analysis/tracked';
import { fill, h, icon } from '../dom';
import { outcomesText, percent, plural } from '../describe';
import { shortened } from '../draw/names';
import type { Model, Probe, Run, RunPartition } from '../../src/protocol/messages';
import { onceAFrame } from '../parts/frame';
import { task } from '../parts/task';
import { probeOf } from '../state';
import { outcomeAt, runOf } from '../../src/protocol/models';
import { laneTrack } from './lane-track';
import type { Panel, PanelContext, Table } from './panel';

/** More strips than this are folded. */
const MOST_SHOWN = 6;

/** What a model still answers rightly of a state that it has lost: quotients, and where objects are. */
export const tracking: Panel = {
  id: 'tracking',
  seed: SAMPLE_SEED,
  title: 'Parts of the state',
  about:
    'A thin line where the answer is right as far as this part of the state goes, hatched where it is not. ' +
    'The sign, and other quotients, are what is left when some steps are taken for nothing.',
  lacks: (model) =>
    runOf(model)?.partitions?.length ? undefined : 'The states of this model have no part that the steps respect.',
  mount,
};

function mount(context: PanelContext, model: Model): HTMLElement {
  const { store, host, signal, offers } = context;
  const probe = probeOf(store.get());
  const run = runOf(model);
  const parts = run?.partitions ?? [];
  if (!probe || !run) return h('div');
  offers.add(() => tableOf(probe, parts), signal);
  const strips = (some: readonly RunPartition[]): HTMLElement[] => some.map((part) => strip(context, run, part));
  const quotients = parts.filter(({ kind }) => kind === 'quotient');
  const places = parts.filter(({ kind }) => kind === 'where');
  const more = parts.length > MOST_SHOWN && quotients.length > 0 && places.length > 0;
  return h(
    'div',
    {},
    task(context, {
      doing: 'Running random words',
      ask: (options) => host.ask('tracked', { probe: probe.id, model: model.id }, options),
      show: (answer) => (signal.aborted ? h('div') : onWords(context, model, answer)),
    }),
    h('h4', {}, 'On this text'),
    ...strips(quotients),
    ...(more
      ? [h('details', {}, h('summary', {}, `Where each of ${plural(places.length, 'object')} is`), ...strips(places))]
      : strips(places)),
  );
}

function strip(context: PanelContext, run: Run, part: RunPartition): HTMLElement {
  const { store, signal } = context;
  const name = shortened(part.name, 60);
  const now = h('span');
  const first = part.firstWrong === null ? 'no error' : `error at ${placeText(part.firstWrong, run.tokens)}`;
  const facts = `${first} · ${percent(part.accuracy ?? NaN)} right`;
  const guess = `one and the same answer: ${percent(part.guess)}`;
  const lane = laneTrack(context, {
    ...{ className: 'part', name },
    heading: h(
      'div',
      { class: 'heading' },
      h('h5', {}, now, name),
      h('div', { class: 'part-facts' }, `${facts} (${guess})`),
    ),
  });
  lane.show(part, `${name}: ${outcomesText(part.outcome)}. ${facts}, ${guess}.`);
  const tell = (): void => {
    const outcome = outcomeAt(part, store.get().playhead);
    fill(now, icon(outcome === 'not run' ? 'not applicable' : outcome), ' ');
  };
  store.on(['playhead'], signal, onceAFrame(signal, tell));
  tell();
  return lane.element;
}

function onWords({ offers, signal }: PanelContext, model: Model, tracked: Tracked | null): Node {
  if (!tracked) return h('p', { class: 'tracked' }, 'Its states cannot be divided.');
  const { kept, sentence, words, length, asked, learned } = tracked;
  offers.add(() => keptTable(kept), signal);
  const heading = `${shortened(model.name, 60)} ${sentence}.`;
  if (kept.length < 2) return h('p', { class: 'tracked' }, heading);
  const source = learned
    ? learnedText(learned)
    : `Of ${words} random words of ${length} tokens, chosen among ${asked} parts of the state by as many other words`;
  const caption = `${source}; intervals are of 95\u00a0%.`;
  const rows = kept.map((one) =>
    h('tr', {}, rowHeader(keptName(one)), ...keptCells(one).map((text) => h('td', {}, text))),
  );
  const columns = ['Part of the state', 'Right to token', 'Words right up to there', 'Right where the state is wrong'];
  return h(
    'div',
    {},
    h('p', { class: 'tracked' }, heading),
    h(
      'details',
      {},
      h('summary', {}, 'Figures'),
      h(
        'div',
        // Wide tables are scrolled by keyboard, too.
        { class: 'kept-scroll', tabindex: 0, role: 'group', 'aria-label': 'What is kept' },
        h(
          'table',
          { class: 'kept' },
          h('caption', {}, caption),
          h('thead', {}, h('tr', {}, ...columns.map(columnHeader))),
          h('tbody', {}, ...rows),
        ),
      ),
    ),
  );
}

function columnHeader(text: string): HTMLElement {
  const cell = h('th', {}, text);
  cell.scope = 'col';
  return cell;
}

function rowHeader(text: string): HTMLElement {
  const cell = h('th', {}, text);
  cell.scope = 'row';
  return cell;
}

function keptName({ name, of: [told, all] }: Kept): string {
  return all > 1 && told === 1 ? `${name} (1 of ${all})` : name;
}

function keptCells({ to, toMost, full, interval, whenLost }: Kept): string[] {
  const bounds = ([low, high]: readonly [number, number]): string => `${percent(low)} to ${percent(high)}`;
  return [
    toMost === undefined ? String(to) : `${to}–${toMost}`,
    `${percent(full)} (${bounds(interval)})`,
    whenLost
      ? `${percent(whenLost.right)} of ${whenLost.words} (${bounds(whenLost.interval)}); a guess ${percent(whenLost.chance)}`
      : '',
  ];
}

function keptTable(kept: readonly Kept[]): Table {
  return {
    kind: 'table',
    name: 'what it tracks',
    columns: ['part of the state', 'right to token', 'words right', 'low', 'high', 'right where lost', 'guess'],
    rows: () =>
      kept.map((one) => [
        ...[keptName(one), one.to, one.full, ...one.interval],
        ...[one.whenLost?.right ?? null, one.whenLost?.chance ?? null],
      ]),
  };
}

/** A row for each step: whether each part of the state is right there. */
function tableOf(probe: Probe, parts: readonly RunPartition[]): Table {
  return {
    kind: 'table',
    name: 'parts of the state',
    columns: ['step', ...parts.map(({ name }) => name)],
    *rows() {
      for (let step = 0; step < probe.steps.count; step++)
        yield [step + 1, ...parts.map((part) => outcomeAt(part, step))];
    },
  };
}
