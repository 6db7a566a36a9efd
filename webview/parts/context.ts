import type { Host } from '../host';
import type { CommandName } from '../../src/protocol/messages';
import type { RowStore } from '../rows';
import type { PageStore } from '../state';

/** What every part of the page is given. */
export interface Context {
  store: PageStore;
  host: Host;
  rows: RowStore;
  /** Aborts when the part is taken away; its listeners and observers end with it. */
  signal: AbortSignal;
  /** Says something to screen readers and, when it is an error, shows it. */
  announce: (text: string, kind?: 'status' | 'error') => void;
}

/** Asks the extension for something and tells the person if it cannot be done. */
export function command({ host, announce }: Pick<Context, 'host' | 'announce'>, name: CommandName): void {
  host.ask('command', { name }).catch((error: unknown) => announce(reasonOf(error), 'error'));
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
