import * as vscode from 'vscode';
import { bounded, newestFirst } from './bounds';
import type { HistoryRecord } from './records';
import type { ModelLibrary } from '../models/library';
import { outcomeText } from '../probes/outcome';
import type { ProbeFiles } from './files';
import type { KeptList } from './kept-list';
import type { Probed, ProbeStore } from '../probes/store';
import type { Range } from '../../trace/source';
import type { Trace } from '../../trace/trace';
import { retitled } from '../texts/texts';
import type { Visualizer } from '../visualizer/visualizer';
import type { Movable, Moved } from '../workbench/moved';

/** Changes are gathered for so long before they are written: what a person saw last is to be there after a crash, too. */
const WRITE_MS = 150;
/** Most probes of live mode are over sooner, and then need not be written as ones that run. */
const LIVE_MS = 500;

export interface HistoryParts {
  list: KeptList;
  files: ProbeFiles;
  store: ProbeStore;
  library: ModelLibrary;
  visualizer: Pick<Visualizer, 'show' | 'over'>;
  log: vscode.LogOutputChannel;
}

/**
 * The probes that were made, newest first, in the workspace's own storage: what they came to, and, as far as there is
 * room, their traces and what the models said, so that they can be shown again without running anything. Several windows
 * may show the folder: each writes what it knows of its own probes, and takes in what the others have written.
 */
export class History implements vscode.Disposable, Movable {
  private records: readonly HistoryRecord[] = [];
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly unfinished = new vscode.EventEmitter<Probed>();
  private readonly subscriptions: { dispose(): unknown }[];
  /** Probes to be written, by id: new ones, and those whose steps have moved. */
  private readonly dirty = new Set<string>();
  /** The steps of a probe as its text told them when it was written. */
  private readonly written = new WeakMap<Probed, Trace>();
  /** Probes that were made or shown in this window. */
  private readonly own = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();
  private restored = false;
  /** Records as they were read or written last, by id, as JSON. */
  private readonly onDisk = new Map<string, string>();

  readonly onDidChange = this.changed.event;
  /** A probe is back whose models have not all run. */
  readonly onDidFindUnfinished = this.unfinished.event;

  constructor(private readonly parts: HistoryParts) {
    const { store } = parts;
    this.subscriptions = [
      this.changed,
      this.unfinished,
      store.onDidChangeText((probed) => {
        const hasMoved = probed.timeline.trace !== this.written.get(probed);
        if (hasMoved && !probed.isRunning) this.dirty.add(probed.probe.id);
        this.writeSoon();
      }),
      store.onDidChangeMarks(() => this.writeSoon()),
      store.onDidChangeCurrent(() => this.writeSoon()),
      store.onDidMovePlayhead(() => this.writeSoon()),
      store.onDidChooseModel(() => this.writeSoon()),
    ];
  }

  all(): readonly HistoryRecord[] {
    return this.records;
  }

  /** Takes a probe in whose models begin; in live mode it takes the place of the one before. */
  add(probed: Probed, from: Probed | undefined): void {
    const { probe, uri, language } = probed;
    this.own.add(probe.id);
    const replaced = from && this.records.find(({ id }) => id === from.probe.id);
    const record: HistoryRecord = {
      id: probe.id,
      time: Date.now(),
      title: probe.title,
      ...(replaced?.name !== undefined && { name: replaced.name }),
      ...{ uri: uri.toString(), language, outcome: outcomeText(probe), bytes: 0, shown: 'yes', playhead: 0 },
    };
    this.records = [record, ...this.records.filter((other) => other !== replaced && other.id !== probe.id)];
    if (replaced) void this.parts.files.delete(replaced.id);
    setTimeout(() => probed.isRunning && this.write(probed), from ? LIVE_MS : 0);
    this.changed.fire();
    this.writeSoon();
  }

  /** A probe has come to its end. */
  finish(probed: Probed): void {
    this.write(probed);
  }

  rename(id: string, name: string): void {
    const called = { name: name === '' ? undefined : name };
    this.records = this.records.map((record) => (record.id === id ? { ...record, ...called } : record));
    this.changed.fire();
    this.writeSoon();
  }

  /** @returns what puts it back; undefined when there is no such probe */
  async delete(id: string): Promise<(() => Promise<void>) | undefined> {
    const record = this.records.find((other) => other.id === id);
    if (!record) return undefined;
    this.records = this.records.filter((other) => other !== record);
    this.changed.fire();
    this.writeSoon();
    const bytes = await this.parts.files.take(id);
    return async () => {
      if (this.records.some((other) => other.id === id)) return;
      if (bytes) await this.parts.files.put(id, bytes);
      const newer = this.records.filter(({ time }) => time > record.time);
      this.records = [...newer, record, ...this.records.slice(newer.length)];
      this.dirty.add(id);
      this.changed.fire();
      this.writeSoon();
    };
  }

  async clear(): Promise<void> {
    await this.meetOthers();
    for (const { id } of this.records) void this.parts.files.delete(id);
    this.records = [];
    this.changed.fire();
    this.writeSoon();
  }

  move(moved: Moved): void {
    this.records = this.records.map((record) => {
      const uri = vscode.Uri.parse(record.uri);
      const to = moved(uri);
      return to ? { ...record, uri: to.toString(), title: retitled(record.title, uri, to) } : record;
    });
    this.changed.fire();
    this.writeSoon();
  }

  /** What was there before the window was closed: the list, and the probes that had marks. */
  async restore(): Promise<void> {
    const { store, visualizer, log } = this.parts;
    // A probe may have been made in the meantime.
    if (await this.meetOthers()) {
      this.changed.fire();
      const shown = this.records.filter(
        (record) => record.shown !== 'no' && !store.byId(record.id) && record.bytes > 0,
      );
      // The one that the page showed comes first, so that the page shows no other one in passing.
      const current = store.current ? undefined : shown.find((record) => record.shown === 'current');
      const waiting = { kind: 'loading' as const, title: current?.title ?? '', message: 'Reading what was kept' };
      if (current) visualizer.show(waiting);
      for (const record of [
        ...(current ? [current] : []),
        ...shown.toReversed().filter((other) => other !== current),
      ]) {
        await this.load(record).catch((error: unknown) => {
          log.warn(`A probe of ${record.title} cannot be shown again: ${String(error)}`);
          this.records = this.records.map((other) => (other.id === record.id ? { ...other, bytes: 0 } : other));
        });
        visualizer.over(waiting);
      }
      // It was shown last, and is to stay longest.
      if (store.current?.probe.id === current?.id && store.current) store.makeCurrent(store.current);
    }
    this.restored = true;
    this.writeSoon();
  }

  /**
   * A probe of the history, as it was. Its marks are there if the text is the same.
   *
   * @throws Error when nothing but the record is kept, or what is kept is broken
   */
  async show(record: HistoryRecord): Promise<Probed> {
    const { store } = this.parts;
    const probed = store.byId(record.id) ?? (await this.load(record));
    store.makeCurrent(probed);
    return probed;
  }

  private async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    // What is there is not known before it has been read: it must not be written over.
    if (!this.restored) return;
    this.writing = this.writing
      .then(() => this.writeAll())
      .catch((error: unknown) => this.parts.log.error(String(error)));
    await this.writing;
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private writeSoon(): void {
    this.timer ??= setTimeout(() => void this.flush(), WRITE_MS);
  }

  private write({ probe }: Probed): void {
    this.dirty.add(probe.id);
    this.writeSoon();
  }

  private async writeAll(): Promise<void> {
    const { store, files, list } = this.parts;
    const ids = new Set(this.dirty);
    this.dirty.clear();
    const { storeProbe } = await import('./stored-probe');
    const news = new Map<string, News>();
    for (const id of ids) {
      const probed = store.byId(id);
      if (!probed || !this.records.some((record) => record.id === id)) continue;
      const { scope } = probed.part;
      const { title } = probed.probe;
      const text = storeProbe(probed);
      this.written.set(probed, probed.timeline.trace);
      news.set(id, { bytes: text === undefined ? 0 : await files.write(id, text), scope, title });
    }
    const isNewer = await this.meetOthers();
    const { kept, emptied } = bounded(this.records.map((record) => this.updated(record, news.get(record.id))));
    this.records = kept;
    for (const id of emptied) await files.delete(id);
    const now = new Map(kept.map((record) => [record.id, JSON.stringify(record)]));
    const written = kept.filter(({ id }) => now.get(id) !== this.onDisk.get(id));
    const gone = [...this.onDisk.keys()].filter((id) => !now.has(id));
    if (written.length > 0 || gone.length > 0) await list.change(written, gone);
    // What could not be written is tried again with the next change.
    for (const { id } of written) this.onDisk.set(id, now.get(id) ?? '');
    for (const id of gone) this.onDisk.delete(id);
    if (isNewer || ids.size > 0 || emptied.length > 0) this.changed.fire();
  }

  /** Takes in what other windows have added, and lets go what they have deleted. @returns whether there was anything */
  private async meetOthers(): Promise<boolean> {
    const { list } = this.parts;
    const there = await list.ids();
    const gone = new Set([...this.onDisk.keys()].filter((id) => !there.includes(id)));
    const fresh = there.filter((id) => !this.onDisk.has(id) && this.records.every((record) => record.id !== id));
    if (gone.size === 0 && fresh.length === 0) return false;
    for (const id of gone) this.onDisk.delete(id);
    const { parseRecords } = await import('./records');
    const found = fresh.length === 0 ? [] : parseRecords(await list.read(fresh));
    const known = new Set([...this.onDisk.keys(), ...this.records.map(({ id }) => id)]);
    const news = found.filter(({ id }) => !known.has(id));
    for (const record of news) this.onDisk.set(record.id, JSON.stringify(record));
    this.records = newestFirst([...this.records.filter(({ id }) => !gone.has(id)), ...news]);
    return gone.size > 0 || news.length > 0;
  }

  /** @param news what was written of its probe just now */
  private updated(record: HistoryRecord, news: News | undefined): HistoryRecord {
    const { store } = this.parts;
    const probed = store.byId(record.id);
    // Another window may show it.
    if (!probed) return record.shown === 'no' || !this.own.has(record.id) ? record : { ...record, shown: 'no' };
    const { chosen, inputs, recorded } = probed;
    const { track, follow } = chosen;
    const said = {
      ...(track && { track: [...track] }),
      ...(follow && { follow: [...follow] }),
      ...(inputs && { inputs }),
      ...(recorded !== undefined && { recorded }),
    };
    const where = news && { scope: news.scope, title: news.title, ...said };
    return {
      ...record,
      ...where,
      outcome: outcomeText(probed.probe),
      bytes: news?.bytes ?? record.bytes,
      shown: probed === store.current ? 'current' : 'yes',
      playhead: probed.playhead,
      ...(probed.chosenModel !== undefined && { chosenModel: probed.chosenModel }),
    };
  }

  private async load(record: HistoryRecord): Promise<Probed> {
    const { files, library, store } = this.parts;
    const { restoreProbe } = await import('./stored-probe');
    const { models } = await library.complete();
    const { trace, probe, part, entries } = restoreProbe(await files.read(record.id), models);
    if (probe.id !== record.id) throw new Error('the file is that of another probe');
    const { scope, title, track, follow, inputs, recorded, language, playhead, chosenModel } = record;
    const last = Math.max(0, trace.steps.length - 1);
    const parts = {
      ...{
        uri: vscode.Uri.parse(record.uri, true),
        trace,
        language,
        inputs,
        recorded,
        chosen: { track, follow },
        part: { ...part, scope },
        place: undefined,
      },
      probe: { ...probe, title, playhead: Math.min(playhead, last), ...(chosenModel !== undefined && { chosenModel }) },
    };
    this.own.add(record.id);
    const probed = store.put(parts, { quiet: true, entries });
    this.written.set(probed, trace);
    if (probed.isRunning) this.unfinished.fire(probed);
    return probed;
  }
}

/** What was written of a probe: its record tells of the same text as its file. */
interface News {
  bytes: number;
  scope: Range | undefined;
  title: string;
}
