import './over-training.css';
import { SAMPLE_SEED } from '../../src/analysis/sample-seed';
import { placeText } from '../../src/analysis/tokens';
import { NOT_RUN } from '../../src/analysis/readable';
import type { Model, OverTraining, Probe, Run, TrainingMoment } from '../../src/protocol/messages';
import { outcomeAt, runOf } from '../../src/protocol/models';
import { beliefText, outcomesText, percent } from '../describe';
import { fill, h, icon, setAttributes, setText } from '../dom';
import { shortened } from '../draw/names';
import { onceAFrame } from '../parts/frame';
import { task } from '../parts/task';
import { probeOf } from '../state';
import { laneTrack } from './lane-track';
import type { Panel, PanelContext, Table } from './panel';
import { momentsTable } from './over-training-table';

/** A training of the model's kind, moment by moment: how it read this text then, and what its layers had. */
export const overTraining: Panel = {
  id: 'over-training',
  seed: SAMPLE_SEED,
  title: 'Over training',
  about:
    'A small model of the same architecture and task that was kept at several moments of its training: how it read this text then, and what could be read from its layers.',
  mount,
};

function mount(context: PanelContext, model: Model): HTMLElement {
  const { store, host } = context;
  const [probe, run] = [probeOf(store.get()), runOf(model)];
  if (!probe || !run) return h('div');
  return task(context, {
    doing: 'Reading the text at every moment of a training',
    ask: (options) => host.ask('overTraining', { probe: probe.id, model: model.id }, options),
    show: (answer) =>
      answer
        ? course(context, { probe, run }, answer)
        : h('p', { class: 'note' }, 'No training of this architecture and task is kept at several moments.'),
  });
}

interface Read {
  probe: Probe;
  /** Of the model that the panel is about: its view is that of every moment. */
  run: Run;
}

function course(context: PanelContext, read: Read, answer: OverTraining): Node {
  const { store, signal, offers } = context;
  const { moments, sentences, name, words, tokens, seed } = answer;
  if (signal.aborted) return h('div');
  let at = moments.length - 1;
  const now = (): TrainingMoment | undefined => moments[at];
  const belief = h('p', { class: 'moment-belief' });
  const tellBelief = (): void => fill(belief, ...beliefAt(read, now(), store.get().playhead));
  const lane = laneTrack(context, { className: 'moment', name: 'this text at a moment of training' });
  const { table, choose } = momentsTable(answer);
  const slider = h('input', { class: 'moment-slider' });
  slider.type = 'range';
  [slider.min, slider.max, slider.step] = ['0', String(moments.length - 1), '1'];
  const place = h('span', { class: 'moment-place', 'aria-hidden': 'true' });
  const show = (next: number): void => {
    at = next;
    const moment = now();
    if (!moment) return;
    const said = momentText(moment, read.run);
    setAttributes(slider, { 'aria-valuetext': `moment ${at + 1} of ${moments.length}, ${said}` });
    setText(place, said);
    lane.show(laneOf(moment), `${said}. ${outcomesText(moment.outcome)}`);
    choose(at);
    tellBelief();
  };
  slider.value = String(at);
  slider.addEventListener('input', () => show(Number(slider.value)));
  store.on(['playhead'], signal, onceAFrame(signal, tellBelief));
  offers.add(() => tableOf(answer), signal);
  show(at);
  return h(
    'div',
    {},
    ...sentences.map((sentence) => h('p', { class: 'readable' }, sentence)),
    h('label', { class: 'moment-choice' }, h('span', {}, `Moment of the training of ${shortened(name, 60)}`), slider),
    place,
    lane.element,
    belief,
    table,
    h(
      'p',
      { class: 'note' },
      `Answers: of ${words} random words of ${tokens} tokens, those right after every token. Layers: what a linear probe reads of the states of others, held out. A guess: the likeliest answer after so many tokens, whatever they are. Seed ${seed}.`,
    ),
  );
}

/** What is drawn of a moment: where it is wrong, and where first. */
function laneOf({ outcome, learned }: TrainingMoment): Pick<Run, 'outcome' | 'firstWrong'> {
  return { outcome, firstWrong: learned[0]?.firstWrong ?? null };
}

function momentText(moment: TrainingMoment, { tokens }: Run): string {
  const { step, minutes, accuracy } = moment;
  const { firstWrong, outcome } = laneOf(moment);
  const time = minutes === null ? '' : ` (${minutes.toFixed(2)} minutes)`;
  const judged = outcome.some((code) => code !== NOT_RUN);
  const first = firstWrong === null ? 'no error' : `error at ${placeText(firstWrong, tokens)}`;
  const right = judged && accuracy !== null ? `: ${first} · ${percent(accuracy)} right` : '';
  return `after ${step.toLocaleString('en')} steps${time}${right}`;
}

/** What the moment's model believes at the playhead. */
function beliefAt({ probe, run }: Read, moment: TrainingMoment | undefined, step: number): (Node | string)[] {
  if (!moment) return [];
  const outcome = outcomeAt(moment, step);
  if (outcome === 'not run') return [icon('not applicable'), ` Step ${step + 1}: it was not run so far.`];
  const { view } = run;
  return [icon(outcome), ` Step ${step + 1}, ${outcome}: ${beliefText(probe, { ...moment, view }, step)}`];
}

function tableOf({ moments, layers }: OverTraining): Table {
  const keys = moments[0]?.learned.map(({ key }) => key) ?? [];
  return {
    kind: 'table',
    name: 'over training',
    columns: [
      ...['steps', 'minutes', 'steps right'],
      ...keys.flatMap((key) => [`${key}: answers`, ...layers.map((layer) => `${key}: ${layer}`), `${key}: a guess`]),
    ],
    rows: () =>
      moments.map(({ step, minutes, accuracy, learned }) => [
        ...[step, minutes, accuracy],
        ...learned.flatMap(({ answers, layers: shares, guess }) => [answers, ...shares, guess]),
      ]),
  };
}
