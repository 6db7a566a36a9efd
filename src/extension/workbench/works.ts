import * as vscode from 'vscode';
import { bare } from './markdown';

/** Work that is done sooner is not told of: it would only flash. */
export const PATIENCE_MS = 700;

/** Work that goes on, whoever asked for it. */
export interface Work {
  readonly title: string;
  /** How far it is, as it said last. */
  readonly message: string;
  cancel(): void;
}

/** All work of this window that takes long: probes, data sets, searches, what the pages ask for. The status bar lists it. */
export class Works {
  private readonly running = new Set<Work>();
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  /** The oldest first. */
  all(): readonly Work[] {
    return [...this.running];
  }

  /** Does work, which is listed while it lasts. @param cancel asks it to end */
  async during<T>(
    title: string,
    work: (report: (message: string) => void) => Promise<T>,
    cancel: () => void,
  ): Promise<T> {
    const listed = { title: bare(title, 200), message: '', cancel };
    const timer = setTimeout(() => {
      this.running.add(listed);
      this.changed.fire();
    }, PATIENCE_MS);
    try {
      return await work((message) => {
        listed.message = bare(message, 200);
        if (this.running.has(listed)) this.changed.fire();
      });
    } finally {
      clearTimeout(timer);
      if (this.running.delete(listed)) this.changed.fire();
    }
  }
}

/** Those of this window. */
export const works = new Works();
