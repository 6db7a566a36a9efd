import * as vscode from 'vscode';
import type { Stop } from './follow';

interface Heard {
  session: string;
  /** Undefined for all threads. */
  thread: number | undefined;
  stop: Stop;
}

/** Hears when programs that are debugged stop, and when they end. */
export class Stops implements vscode.DebugAdapterTrackerFactory, vscode.Disposable {
  private readonly heard = new vscode.EventEmitter<Heard>();
  private readonly ended = new Set<string>();
  private readonly subscriptions: { dispose(): unknown }[];

  constructor() {
    this.subscriptions = [
      this.heard,
      vscode.debug.registerDebugAdapterTrackerFactory('*', this),
      vscode.debug.onDidTerminateDebugSession(({ id }) => this.end(id)),
    ];
  }

  createDebugAdapterTracker({ id }: vscode.DebugSession): vscode.DebugAdapterTracker {
    return {
      onDidSendMessage: (message: unknown) => {
        const { type, event, body } = fields(message);
        if (type !== 'event') return;
        const { threadId, reason, allThreadsStopped } = fields(body);
        if (event === 'stopped') {
          const thread = typeof threadId === 'number' && allThreadsStopped !== true ? threadId : undefined;
          const stop: Stop = { kind: 'stopped', reason: typeof reason === 'string' ? reason : '' };
          this.heard.fire({ session: id, thread, stop });
        } else if (event === 'terminated' || event === 'exited') this.end(id);
      },
      onExit: () => this.end(id),
    };
  }

  /** The stops of a thread from now on. */
  of(session: string, thread: number): Watch {
    const queue: Stop[] = [];
    let wake: (() => void) | undefined;
    const listener = this.heard.event((heard) => {
      if (heard.session !== session || (heard.thread ?? thread) !== thread) return;
      queue.push(heard.stop);
      wake?.();
    });
    return {
      next: async (act, signal) => {
        if (this.ended.has(session)) return { kind: 'ended' };
        if (act) queue.length = 0;
        const stopped = new Promise<void>((resolve) => {
          wake = resolve;
          if (queue.length > 0 || signal.aborted) resolve();
          else signal.addEventListener('abort', () => resolve(), { once: true });
        });
        // A program that ends while it is told to go on need not answer.
        const acted = (act?.() ?? Promise.resolve()).then(() => stopped);
        await Promise.race([stopped, acted]).catch((error: unknown) => {
          if (!this.ended.has(session)) throw error;
        });
        // Of several that nobody has looked at only the last one can be.
        return this.ended.has(session) ? { kind: 'ended' } : queue.splice(0).at(-1);
      },
      dispose: () => void listener.dispose(),
    };
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private end(session: string): void {
    this.ended.add(session);
    this.heard.fire({ session, thread: undefined, stop: { kind: 'ended' } });
  }
}

interface Watch {
  /** The next stop, once `act` was done; without one also a stop that came since. Undefined when it is aborted first. */
  next: (act: (() => Promise<void>) | undefined, signal: AbortSignal) => Promise<Stop | undefined>;
  dispose: () => void;
}

/** What debug adapters send is theirs: only its fields are looked at. */
function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
