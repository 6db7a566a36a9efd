import * as vscode from 'vscode';
import { bare } from './markdown';
import { PATIENCE_MS, works } from './works';

/** Shows work that takes long in a notification with a Cancel button, whose press calls `cancel`, and in the list of what runs. */
export async function withLateProgress<T>(
  title: string,
  work: (report: (message: string) => void) => Promise<T>,
  cancel: () => void,
): Promise<T> {
  let last = '';
  let show: ((message: string) => void) | undefined;
  const result = works.during(
    title,
    (report) =>
      work((message) => {
        last = message;
        report(message);
        show?.(message);
      }),
    cancel,
  );
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
