import * as vscode from 'vscode';
import { bare } from './markdown';

/** Work that is done sooner shows no notification: it would only flash. */
const PATIENCE_MS = 700;

/** Shows work that takes long in a notification with a Cancel button, whose press calls `cancel`. */
export async function withLateProgress<T>(
  title: string,
  work: (report: (message: string) => void) => Promise<T>,
  cancel: () => void,
): Promise<T> {
  let last = '';
  let show: ((message: string) => void) | undefined;
  const result = work((message) => {
    last = message;
    show?.(message);
  });
  const timer = setTimeout(() => {
    const options = { location: vscode.ProgressLocation.Notification, title: bare(title, 200), cancellable: true };
    void vscode.window.withProgress(options, async (progress, token) => {
      token.onCancellationRequested(cancel);
      show = (message) => progress.report({ message: bare(message, 200) });
      show(last);
      // Its failure is the caller's to tell; the notification only goes away.
      await result.then(undefined, () => undefined);
    });
  }, PATIENCE_MS);
  try {
    return await result;
  } finally {
    clearTimeout(timer);
  }
}
