import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { KeptList } from '../../../../src/extension/history/kept-list';
import type { HistoryRecord } from '../../../../src/extension/history/records';
import type { History } from '../../../../src/extension/history/history';
import type { ProbeFiles } from '../../../../src/extension/history/files';
import type { ModelLibrary } from '../../../../src/extension/models/library';
import type { Probed, ProbeStore } from '../../../../src/extension/probes/store';
import type { PageState } from '../../../../src/protocol/messages';
import { pageProbe } from '../../../../src/page/probe';
import type { Model } from '../../../../src/models/catalogue';
import { readText } from '../../../../src/readers';
import { patience } from '../../../../scripts/lib/patience.mjs';
import { FakeUri } from '../fake-vscode';

const model: Model = {
  ...{ path: '/m.onnx', bytes: 77 },
  manifest: {
    ...{ format: 1, id: 'm', name: 'M', architecture: 'test', layers: 1, width: 4 },
    task: { kind: 'monoid', name: 'S2', degree: 2, tokens: [[1, 0]], classes: [[0, 1]] },
  },
};
const library = { complete: () => Promise.resolve({ models: [model], problems: [] }) } as unknown as ModelLibrary;
const fails = (reason: unknown) => assert.fail(String(reason));
const log = { warn: fails, error: fails } as unknown as vscode.LogOutputChannel;

/** What outlives a window. */
class Disk {
  readonly texts = new Map<string, string>();
  readonly kept = new Map<string, string>();

  readonly list: KeptList = {
    ids: () => Promise.resolve([...this.kept.keys()]),
    read: (some) => Promise.resolve(some.map((id): unknown => JSON.parse(this.kept.get(id) ?? 'null'))),
    change(written, gone) {
      for (const id of gone) disk.kept.delete(id);
      for (const record of written) disk.kept.set(record.id, JSON.stringify(record));
      return Promise.resolve();
    },
  };

  readonly files = {
    write: (id: string, text: string) => Promise.resolve(this.texts.set(id, text)).then(() => text.length),
    read: (id: string) => Promise.resolve(this.texts.get(id) ?? assert.fail('there is no such file')),
    delete: (id: string) => Promise.resolve(void this.texts.delete(id)),
    take: (id: string) => {
      const text = this.texts.get(id);
      this.texts.delete(id);
      return Promise.resolve(text === undefined ? undefined : new TextEncoder().encode(text));
    },
    put: (id: string, bytes: Uint8Array) => Promise.resolve(void this.texts.set(id, new TextDecoder().decode(bytes))),
  } as unknown as ProbeFiles;
}

let disk: Disk;
const ids = [1, 2, 3, 4].map((index) => `00000000-0000-4000-8000-00000000000${index}`);

describe('the history', () => {
  let modules: { History: typeof History; ProbeStore: typeof ProbeStore };
  before(async () => {
    const [history, store] = await Promise.all([
      import('../../../../src/extension/history/history'),
      import('../../../../src/extension/probes/store'),
    ]);
    modules = { ...history, ...store };
  });
  beforeEach(() => {
    disk = new Disk();
  });

  /** A window on what is kept. `shown` is what the page shows, one after the other. */
  async function open(): Promise<{ history: History; store: ProbeStore; shown: string[]; close: () => void }> {
    const store = new modules.ProbeStore();
    const shown: string[] = [];
    let interim: PageState | undefined;
    const visualizer = {
      show: (state: PageState | undefined) => {
        interim = state;
        shown.push(state && 'title' in state ? `${state.kind} ${state.title}` : (store.current?.probe.title ?? 'none'));
      },
      over: (state: PageState) => {
        if (interim === state) visualizer.show(undefined);
      },
    };
    store.onDidChangeCurrent(() => visualizer.show(undefined));
    const history = new modules.History({
      list: disk.list,
      files: disk.files,
      store,
      library,
      visualizer,
      log,
    });
    await history.restore();
    return {
      ...{ history, store, shown },
      close: () => {
        history.dispose();
        store.dispose();
      },
    };
  }

  async function put(store: ProbeStore, history: History, index: number): Promise<Probed> {
    const uri = FakeUri.file(`/w/${index}.word`) as unknown as vscode.Uri;
    const trace = await readText({ uri: `${index}.word`, language: 'word', text: '(1 2)\n(1 2)\n(1 2)' }, {});
    const title = `${index}.word`;
    const id = ids[index] ?? '';
    const probe = pageProbe(trace, { id, title, name: title, models: [model], cuts: [] });
    const probed = store.put({ uri, trace, probe, part: { scope: undefined }, place: undefined, language: 'word' });
    history.add(probed, undefined);
    // The list goes by time.
    await new Promise((resolve) => setTimeout(resolve, 2));
    return probed;
  }

  function finish(store: ProbeStore, history: History, probed: Probed): void {
    for (const one of probed.probe.models) store.setModel(probed, { ...one, state: { kind: 'cancelled' } });
    history.finish(probed);
  }

  async function until(happened: () => boolean): Promise<void> {
    const end = Date.now() + patience(5000);
    while (!happened()) {
      assert.ok(Date.now() < end, `this never came true: ${happened.toString()}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  const records = () =>
    [...disk.kept.values()].map((text) => JSON.parse(text) as HistoryRecord).sort((a, b) => b.time - a.time);

  it('shows what the page showed, and nothing older in passing, at the step and model of the last moment', async () => {
    const first = await open();
    for (const index of [0, 1, 2]) {
      const probed = await put(first.store, first.history, index);
      finish(first.store, first.history, probed);
    }
    const middle = first.store.byId(ids[1] ?? '') ?? assert.fail();
    first.store.makeCurrent(middle);
    first.store.movePlayhead(middle, 2, 'page');
    first.store.chooseModel(middle, 'm');
    // Nobody says that the window ends.
    await until(() =>
      records().some((one) => one.shown === 'current' && one.playhead === 2 && one.chosenModel === 'm'),
    );
    await until(() => disk.texts.size === 3);
    first.close();

    const second = await open();
    assert.deepEqual([...new Set(second.shown)], ['loading 1.word', '1.word']);
    assert.equal(second.store.current?.playhead, 2);
    assert.equal(second.store.current.chosenModel, 'm');
    assert.equal(second.store.all().length, 3);
    second.close();
  });

  it('says which probes are back whose models had not all run', async () => {
    const first = await open();
    const probed = await put(first.store, first.history, 0);
    const [waiting] = probed.probe.models;
    first.store.setModel(probed, { ...(waiting ?? assert.fail()), state: { kind: 'running' } });
    await until(() => records().some(({ bytes }) => bytes > 0));
    first.close();

    const unfinished: string[] = [];
    const store = new modules.ProbeStore();
    const visualizer = { show: (): void => undefined, over: (): void => undefined };
    const history = new modules.History({ list: disk.list, files: disk.files, store, library, visualizer, log });
    history.onDidFindUnfinished((one) => unfinished.push(one.probe.title));
    await history.restore();
    assert.deepEqual(unfinished, ['0.word']);
    assert.equal(store.current?.probe.models[0]?.state.kind, 'waiting');
    history.dispose();
    store.dispose();
  });

  it('puts back what was deleted, in its place and with what was kept', async () => {
    const { history, store, close } = await open();
    for (const index of [0, 1, 2]) {
      finish(store, history, await put(store, history, index));
    }
    await until(() => disk.texts.size === 3 && records().every(({ bytes }) => bytes > 0));
    const before = history.all().map(({ id }) => id);
    const text = disk.texts.get(ids[1] ?? '');
    const putBack = (await history.delete(ids[1] ?? '')) ?? assert.fail();
    assert.deepEqual(
      history.all().map(({ id }) => id),
      [ids[2], ids[0]],
    );
    assert.equal(disk.texts.has(ids[1] ?? ''), false);
    await putBack();
    await putBack();
    assert.deepEqual(
      history.all().map(({ id }) => id),
      before,
    );
    assert.equal(disk.texts.get(ids[1] ?? ''), text);
    assert.equal(await history.delete('no such'), undefined);
    close();
  });

  it('of two windows on one folder holds the probes of both, and those alone that neither has deleted', async () => {
    const [one, two] = [await open(), await open()];
    const made = [
      { ...one, probed: await put(one.store, one.history, 0) },
      { ...two, probed: await put(two.store, two.history, 1) },
      { ...one, probed: await put(one.store, one.history, 2) },
      { ...two, probed: await put(two.store, two.history, 3) },
    ];
    for (const { store, history, probed } of made) finish(store, history, probed);
    await until(() => records().length === 4 && records().every(({ bytes }) => bytes > 0));
    // Each window says of its own probes what they are now, and nothing of the other's.
    one.store.movePlayhead(made[2]?.probed ?? assert.fail(), 2, 'page');
    two.store.movePlayhead(made[3]?.probed ?? assert.fail(), 1, 'page');
    await until(() => ['2', '1'].every((at) => records().some(({ playhead }) => String(playhead) === at)));
    await one.history.delete(ids[0] ?? '');
    await until(() => !disk.kept.has(ids[0] ?? ''));
    two.store.movePlayhead(made[3]?.probed ?? assert.fail(), 2, 'page');
    await until(() => two.history.all().length === 3);
    assert.deepEqual(
      records().map(({ id, shown, playhead }) => [id, shown, playhead]),
      [
        [ids[3], 'current', 2],
        [ids[2], 'current', 2],
        [ids[1], 'yes', 0],
      ],
    );
    one.close();
    two.close();
    const later = await open();
    assert.deepEqual(
      later.history.all().map(({ id }) => id),
      [ids[3], ids[2], ids[1]],
    );
    await later.history.clear();
    await until(() => disk.kept.size === 0);
    later.close();
  });

  it('names the files as they are called now', async () => {
    const { history, store, close } = await open();
    finish(store, history, await put(store, history, 0));
    history.move(({ path }) =>
      path === '/w/0.word' ? (FakeUri.file('/v/new.word') as unknown as vscode.Uri) : undefined,
    );
    assert.deepEqual(
      history.all().map(({ uri, title }) => [uri, title]),
      [['file:///v/new.word', 'new.word']],
    );
    close();
  });
});
