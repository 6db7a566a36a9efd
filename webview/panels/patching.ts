import './patching.css';
import type { Model, Requests } from '../../src/protocol/messages';
import { percent, plural } from '../describe';
import { fill, h } from '../dom';
import { shortened } from '../draw/names';
import { button } from '../elements';
import { choice } from '../parts/choice';
import { movePlayhead } from '../parts/moves';
import { task } from '../parts/task';
import { probeOf, type PageStore } from '../state';
import { runOf } from '../../src/protocol/models';
import { causalMap } from './causal-map';
import { besideEachOther } from './compare';
import type { Side } from './compare-data';
import type { Panel, PanelContext, Table } from './panel';
import { originChoice } from './patch-origins';
import { lacksInside } from './text-layers';

type Patch = Requests['patched']['ask']['patches'][number];
type Answer = Requests['patched']['answer'];

/** How it is with a model that reads the text itself. */
const OF_TEXTS =
  'A language model is asked once more after the steps from the first patch on; a state is put in at the last token of a step. Random texts are of the same world, told in the same way.';

/** States inside the model are replaced, and the text is read once more. */
export const patching: Panel = {
  id: 'patch',
  title: 'Patching',
  about:
    'Choose a layer, or a recurrent state, and what is put there after the step at the playhead: a state is told as all objects ' +
    'in the order of slots, or as what is to be otherwise than it is (pea=cup 3). The model reads on from there.',
  runsModels: true,
  ofTexts: true,
  lacks(model) {
    if (model.readsText) return lacksInside(model);
    return placesOf(model).length > 0 ? undefined : 'This model shows neither layers nor recurrent states.';
  },
  mount,
};

function placesOf(model: Model): { value: string; text: string }[] {
  const states = (model.inside ?? []).filter(({ kind }) => kind === 'state');
  return [
    ...states.map(({ output, layer }) => ({ value: output, text: `recurrent state of layer ${layer}` })),
    ...model.layers.map(({ name }, layer) => ({ value: `hidden.${layer}`, text: shortened(name, 40) })),
  ];
}

/** Patches of each model on the present text: they stay when a panel is closed, or another model is looked at. */
const known = new WeakMap<PageStore, { probe: string | undefined; patches: Map<string, Patch[]> }>();

function kept(store: PageStore, model: string): Patch[] {
  const of = known.get(store);
  return of?.probe === probeOf(store.get())?.id ? (of?.patches.get(model) ?? []) : [];
}

function keep(store: PageStore, model: string, patches: Patch[]): void {
  const probe = probeOf(store.get())?.id;
  const before = known.get(store);
  const of = before?.probe === probe && before ? before : { probe, patches: new Map<string, Patch[]>() };
  of.patches.set(model, patches);
  known.set(store, of);
}

function mount(context: PanelContext, model: Model): HTMLElement {
  const { store, signal, offers } = context;
  const places = placesOf(model);
  const origins = originChoice(context, model);
  let place = places[0]?.value ?? '';
  let patches: Patch[] = kept(store, model.id);
  let answer: Answer | undefined;
  offers.add(() => (answer ? tableOf(answer) : null), signal);
  offers.add(() => (patches.length > 0 ? patchesOf(patches, places, origins.textOf) : null), signal);

  const add = button({
    label: 'Replace',
    onClick: () => {
      const from = origins.told();
      if (from !== undefined) change([...patches, { output: place, step: store.get().playhead, from }]);
    },
  });
  const undo = button({ label: 'Undo', kind: 'secondary', onClick: () => change(patches.slice(0, -1)) });
  const [list, result] = [h('div'), h('div')];

  function change(next: Patch[]): void {
    patches = next;
    keep(store, model.id, next);
    answer = undefined;
    const remove = (at: number): void => change(patches.filter((_, other) => other !== at));
    fill(list, patches.length === 0 ? null : patchTable(patches, { places, textOf: origins.textOf }, remove));
    fill(result, patches.length === 0 ? null : run(context, model, patches, (found) => (answer = found)));
    undo.hidden = patches.length === 0;
  }

  const controls = h(
    'div',
    { class: 'patch-controls' },
    choice('Replace', places, place, (value) => (place = value)).element,
    ...origins.elements,
    add,
    undo,
  );
  change(patches);
  return h(
    'div',
    {},
    model.readsText && h('p', { class: 'note' }, OF_TEXTS),
    ...[controls, list, result],
    causalMap(context, model, places),
  );
}

function run(context: PanelContext, model: Model, patches: Patch[], tell: (answer: Answer) => void): HTMLElement {
  const probe = probeOf(context.store.get())?.id ?? '';
  return task(context, {
    doing: 'Reading once more',
    ask: (options) => context.host.ask('patched', { probe, model: model.id, patches }, options),
    show: (answer) => {
      tell(answer);
      return h('div', {}, beliefs(context, answer), lanes(context, model, answer));
    },
  });
}

/** The run before and after above each other, with the difference. */
function lanes(context: PanelContext, model: Model, { lane, patchedLane }: Answer): HTMLElement | null {
  const probe = probeOf(context.store.get());
  const own = runOf(model);
  if (!probe || !own) return null;
  const { partitions: _, lastChange: __, ...kept } = own;
  const side = (name: string, of: Answer['lane']): Side => {
    const run = { ...kept, ...of };
    return { probe, model: { ...model, state: { kind: 'done', run } }, run, name };
  };
  return h('div', { class: 'compare' }, ...besideEachOther(context, side('before', lane), side('after', patchedLane)));
}

function patchTable(
  patches: readonly Patch[],
  { places, textOf }: { places: readonly { value: string; text: string }[]; textOf: (from: string) => string },
  remove: (at: number) => void,
) {
  const rows = patches.map(({ output, step, from }, at) =>
    row([
      `after step ${step + 1}`,
      places.find(({ value }) => value === output)?.text ?? output,
      textOf(from),
      button({ label: `Remove patch ${at + 1}`, kind: 'icon', icon: 'close', onClick: () => remove(at) }),
    ]),
  );
  return table('Patches', ['Where', 'What', 'By', ''], rows);
}

function beliefs(context: PanelContext, { changed, judged, rows, hidden }: Answer): HTMLElement {
  const said =
    changed === 0
      ? 'The model believes the same after every step.'
      : `The model believes otherwise after ${changed} of ${plural(judged, 'step')}.`;
  const cells = rows.map(({ step, truth, before, after, sureBefore, sureAfter }) =>
    row([
      button({
        label: String(step + 1),
        kind: 'secondary',
        title: `Go to step ${step + 1}`,
        onClick: () => movePlayhead(context, step),
      }),
      truth,
      `${before} (${percent(sureBefore)})`,
      `${after} (${percent(sureAfter)})`,
    ]),
  );
  return h(
    'div',
    {},
    h('p', { role: 'status' }, said),
    h(
      'div',
      { class: 'patch-scroll', tabindex: 0, role: 'group', 'aria-label': 'Beliefs before and after' },
      table('Where they differ, and where something was replaced', ['Step', 'True state', 'Before', 'After'], cells),
    ),
    hidden > 0 &&
      h('p', { class: 'note' }, `The first ${rows.length}; ${hidden} more are told by state-probe patch with --json.`),
  );
}

function row(cells: readonly (Node | string)[]): HTMLElement {
  return h('tr', {}, ...cells.map((cell) => h('td', {}, cell)));
}

function table(caption: string, columns: readonly string[], rows: readonly HTMLElement[]): HTMLElement {
  return h(
    'table',
    { class: 'patches' },
    h('caption', {}, caption),
    h('thead', {}, h('tr', {}, ...columns.map(columnHeader))),
    h('tbody', {}, ...rows),
  );
}

function columnHeader(text: string): HTMLElement {
  const cell = h(text === '' ? 'td' : 'th', {}, text);
  if (cell instanceof HTMLTableCellElement && text !== '') cell.scope = 'col';
  return cell;
}

function tableOf({ rows }: Answer): Table {
  return {
    kind: 'table',
    name: 'beliefs before and after',
    columns: ['step', 'true state', 'before', 'after', 'sure before', 'sure after'],
    rows: () =>
      rows.map(({ step, truth, before, after, sureBefore, sureAfter }) => [
        ...[step + 1, truth, before, after, sureBefore, sureAfter],
      ]),
  };
}

function patchesOf(
  patches: readonly Patch[],
  places: readonly { value: string; text: string }[],
  textOf: (from: string) => string,
): Table {
  return {
    kind: 'table',
    name: 'patches',
    columns: ['after step', 'what', 'output', 'by'],
    rows: () =>
      patches.map(({ output, step, from }) => [
        ...[step + 1, places.find(({ value }) => value === output)?.text ?? output, output, textOf(from)],
      ]),
  };
}
