import * as vscode from 'vscode';
import { bounded } from './bounds';
import type { HistoryRecord } from './records';
import type { ModelLibrary } from '../models/library';
import { outcomeText } from '../probes/outcome';
import type { ProbeFiles } from './files';
import type { Probed, ProbeStore } from '../probes/store';
import type { Range } from '../../trace/source';
import type { Trace } from '../../trace/trace';

const KEY = 'stateProbe.history';
/** Changes are gathered for so long before they are written. */
const WRITE_MS = 1000;

export interface HistoryParts {
  memento: vscode.Memento;
  files: ProbeFiles;
  store: ProbeStore;
  library: ModelLibrary;
  log: vscode.LogOutputChannel;
}

/**
 * The probes that were made, newest first, in the workspace's own storage: what they came to, and, as far as there is
 * room, their traces and what the models said, so that they can be shown again without running anything.
 */
export class History implements vscode.Disposable {
  private records: readonly HistoryRecord[] = [];
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscriptions: { dispose(): unknown }[];
  /** Probes to be written, by id: new ones, and those whose steps have moved. */
  private readonly dirty = new Set<string>();
  /** The steps of a probe as its text told them when it was written. */
  private readonly written = new WeakMap<Probed, Trace>();
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();
  private restored = false;

  readonly onDidChange = this.changed.event;

  constructor(private readonly parts: HistoryParts) {
    const { store } = parts;
    this.subscriptions = [
      this.changed,
      store.onDidChangeMarks((uri) => {
        for (const probed of store.of(uri)) {
          const hasMoved = probed.timeline.trace !== this.written.get(probed);
          if (hasMoved && !probed.isRunning) this.dirty.add(probed.probe.id);
        }
        this.writeSoon();
      }),
      store.onDidChangeCurrent(() => this.writeSoon()),
      store.onDidMovePlayhead(() => this.writeSoon()),
    ];
  }

  all(): readonly HistoryRecord[] {
    return this.records;
  }

  /** Takes a finished probe in; in live mode it takes the place of the one before. */
  add(probed: Probed, from: Probed | undefined): void {
    const { probe, uri, language } = probed;
    const replaced = from && this.records.find(({ id }) => id === from.probe.id);
    const record: HistoryRecord = {
      id: probe.id,
      time: Date.now(),
      title: probe.title,
      ...(replaced?.name !== undefined && { name: replaced.name }),
      ...{ uri: uri.toString(), language, outcome: '', bytes: 0, shown: 'yes', playhead: 0 },
    };
    this.records = [record, ...this.records.filter((other) => other !== replaced && other.id !== probe.id)];
    if (replaced) void this.parts.files.delete(replaced.id);
    this.dirty.add(probe.id);
    this.changed.fire();
    this.writeSoon();
  }

  rename(id: string, name: string): void {
    const called = { name: name === '' ? undefined : name };
    this.records = this.records.map((record) => (record.id === id ? { ...record, ...called } : record));
    this.changed.fire();
    this.writeSoon();
  }

  delete(id: string): void {
    this.records = this.records.filter((record) => record.id !== id);
    void this.parts.files.delete(id);
    this.changed.fire();
    this.writeSoon();
  }

  clear(): void {
    for (const { id } of this.records) void this.parts.files.delete(id);
    this.records = [];
    this.changed.fire();
    this.writeSoon();
  }

  /** What was there before the window was closed: the list, and the probes that had marks. */
  async restore(): Promise<void> {
    const { memento, store, log } = this.parts;
    const kept: unknown = memento.get(KEY);
    if (kept !== undefined) {
      const { parseRecords } = await import('./records');
      // A probe may have been made in the meantime.
      this.records = [...this.records, ...parseRecords(kept)];
      this.changed.fire();
      const shown = this.records.filter(
        (record) => record.shown !== 'no' && !store.byId(record.id) && record.bytes > 0,
      );
      const isFirst = store.current === undefined;
      for (const record of shown.toReversed()) {
        await this.load(record).catch((error: unknown) => {
          log.warn(`A probe of ${record.title} cannot be shown again: ${String(error)}`);
          this.records = this.records.map((other) => (other === record ? { ...record, bytes: 0 } : other));
        });
      }
      const current = store.byId(shown.find((record) => record.shown === 'current')?.id ?? '');
      if (current && isFirst) store.makeCurrent(current);
    }
    this.restored = true;
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

  /** Writes what is not written yet. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    // What is there is not known before it has been read: it must not be written over.
    if (!this.restored) return;
    this.writing = this.writing.then(() => this.write()).catch((error: unknown) => this.parts.log.error(String(error)));
    await this.writing;
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private writeSoon(): void {
    this.timer ??= setTimeout(() => void this.flush(), WRITE_MS);
  }

  private async write(): Promise<void> {
    const { store, files, memento } = this.parts;
    const ids = new Set(this.dirty);
    this.dirty.clear();
    const { storeProbe } = await import('./stored-probe');
    const news = new Map<string, { bytes: number; scope: Range | undefined }>();
    for (const id of ids) {
      const probed = store.byId(id);
      if (!probed || probed.isRunning || !this.records.some((record) => record.id === id)) continue;
      const { scope } = probed.part;
      const text = storeProbe(probed);
      this.written.set(probed, probed.timeline.trace);
      news.set(id, { bytes: text === undefined ? 0 : await files.write(id, text), scope });
    }
    const { kept, emptied } = bounded(this.records.map((record) => this.updated(record, news.get(record.id))));
    this.records = kept;
    for (const id of emptied) await files.delete(id);
    await memento.update(KEY, kept);
    if (ids.size > 0 || emptied.length > 0) this.changed.fire();
  }

  /** @param news what was written of its probe just now: the record tells of the same text as the file */
  private updated(record: HistoryRecord, news: { bytes: number; scope: Range | undefined } | undefined): HistoryRecord {
    const { store } = this.parts;
    const probed = store.byId(record.id);
    if (!probed) return record.shown === 'no' ? record : { ...record, shown: 'no' };
    const where = news && {
      scope: news.scope,
      ...(probed.track && { track: [...probed.track] }),
      ...(probed.inputs && { inputs: probed.inputs }),
    };
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
    const { models } = await library.catalogue();
    const { trace, probe, part, entries } = restoreProbe(await files.read(record.id), models);
    if (probe.id !== record.id) throw new Error('the file is that of another probe');
    const { scope, track, inputs, language, playhead, chosenModel } = record;
    const last = Math.max(0, trace.steps.length - 1);
    const parts = {
      ...{
        uri: vscode.Uri.parse(record.uri, true),
        trace,
        language,
        track,
        inputs,
        part: { ...part, scope },
        place: undefined,
      },
      probe: { ...probe, playhead: Math.min(playhead, last), ...(chosenModel !== undefined && { chosenModel }) },
    };
    const probed = store.put(parts, { quiet: true, entries });
    this.written.set(probed, trace);
    return probed;
  }
}
