import type * as vscode from 'vscode';
import type { InferenceClient } from '../../inference/client';
import type { Access } from '../../models/remote/ask';
import { readSettings } from '../workbench/configuration';

/**
 * The inference processes of this window. One runs models and shows what is inside, which a person waits for; the other
 * does what takes long, so that a probe need not wait for it, and cancelling it costs nothing but itself.
 */
export class Inference implements vscode.Disposable {
  private quick: Promise<InferenceClient> | undefined;
  private slow: Promise<InferenceClient> | undefined;

  /** @param accessTo how the server of a model is asked */
  constructor(private readonly accessTo: (place: string) => Access) {}

  /** Nothing of it is loaded before it is first needed. */
  client(): Promise<InferenceClient> {
    return (this.quick ??= this.start());
  }

  /** For fits on random words, evaluations and files. */
  background(): Promise<InferenceClient> {
    return (this.slow ??= this.start());
  }

  dispose(): void {
    for (const started of [this.quick, this.slow]) void started?.then((client) => client.dispose());
  }

  private async start(): Promise<InferenceClient> {
    const [{ InferenceClient }, { inferenceEntry }] = await Promise.all([
      import('../../inference/client'),
      import('../../inference/entry'),
    ]);
    const entry = { ...inferenceEntry(), libraries: () => readSettings().libraries };
    return new InferenceClient(entry, undefined, () => 1000 * readSettings().timeout, undefined, this.accessTo);
  }
}
