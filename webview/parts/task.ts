import './task.css';
import { fill, h, setText } from '../dom';
import { shortened } from '../draw/names';
import { button, spinner } from '../elements';
import type { AskOptions } from '../host';
import type { Progress } from '../../src/protocol/messages';
import { reasonOf, type Context } from './context';
import { told } from './docs';
import { retryButton } from './retry';

export interface TaskOptions<T> {
  /** What is going on, for as long as the extension has not said, such as `Fitting linear probes`. */
  doing: string;
  /** To be called anew when a person tries again; rejects when the signal aborts. */
  ask: (options: Required<Pick<AskOptions, 'signal' | 'onProgress'>>) => Promise<T>;
  show: (answer: T) => Node;
  /** What is said of work that was stopped; by default only that it was. */
  cancelled?: () => string;
}

/**
 * What a request that takes long has to show: how far it is and a way to stop it, then its result, or why there is none
 * and a way to try again. It starts at once.
 */
export function task<T>(
  context: Pick<Context, 'signal' | 'host' | 'announce'>,
  { doing, ask, show, cancelled }: TaskOptions<T>,
): HTMLElement {
  const box = h('div', { class: 'task', tabindex: -1 });
  // A button that was pressed goes away with what it was about: the focus must not fall back to the page's beginning.
  const change = (...children: (Node | string | null)[]): void => {
    const focused = box.contains(document.activeElement);
    fill(box, ...children);
    if (!focused) return;
    const next = box.querySelector<HTMLElement>('vscode-button');
    (next ?? box).focus({ preventScroll: true });
  };
  const stopped = (reason: string, next: HTMLElement | null): void => {
    change(h('p', { class: 'task-reason', role: 'status' }, ...told(context, reason)), next);
  };

  function start(): void {
    const attempt = new AbortController();
    const abort = (): void => attempt.abort();
    context.signal.addEventListener('abort', abort, { once: true });
    const work = working(doing, () => {
      attempt.abort();
      stopped(cancelled?.() ?? 'Cancelled.', button({ label: 'Start', onClick: start }));
    });
    change(work.element);
    ask({ signal: attempt.signal, onProgress: work.report })
      .then(
        (answer) => {
          if (!attempt.signal.aborted) change(show(answer));
        },
        (error: unknown) => {
          if (!attempt.signal.aborted) stopped(shortened(reasonOf(error), 600), retryButton(start));
        },
      )
      .finally(() => context.signal.removeEventListener('abort', abort));
  }

  start();
  return box;
}

/** Words for everybody, a bar once it is known how much there is to do. */
function working(doing: string, cancel: () => void): { element: HTMLElement; report: (progress: Progress) => void } {
  const message = h('span', { role: 'status' }, `${doing}…`);
  const ring = spinner();
  const bar = h('progress', { 'aria-label': doing });
  bar.hidden = true;
  const report = ({ done, total, message: text }: Progress): void => {
    setText(message, shortened(text, 300));
    const known = total > 0;
    ring.hidden = known;
    bar.hidden = !known;
    [bar.max, bar.value] = [Math.max(1, total), done];
  };
  return {
    element: h(
      'div',
      { class: 'task-working' },
      h('p', { class: 'working' }, ring, message),
      bar,
      button({ label: 'Cancel', onClick: cancel }),
    ),
    report,
  };
}
