import * as vscode from 'vscode';
import type { ChosenTensor } from '../../protocol/messages';
import type { Probed } from './probed';

/** A tensor of a file that a person chose to see over a probed text. */
export interface Chosen extends ChosenTensor {
  /** Of the file. */
  path: string;
  /** Id of the model whose tokens it is given. */
  modelId: string;
}

/** As many as a person looks at; each is run anew when the page asks. */
export const MOST_TENSORS = 12;

/** Which tensors each probe's page shows, as long as the probe is there. */
export class ChosenTensors implements vscode.Disposable {
  private readonly lists = new WeakMap<Probed, readonly Chosen[]>();
  private readonly changed = new vscode.EventEmitter<Probed>();
  private last = 0;

  readonly onDidChange = this.changed.event;

  of(probed: Probed): readonly Chosen[] {
    return this.lists.get(probed) ?? [];
  }

  /**
   * One that is there already stays, and moves to the end.
   *
   * @returns the oldest, which goes where there are too many
   */
  add(probed: Probed, tensor: Omit<Chosen, 'key'>): Chosen | undefined {
    const others = this.of(probed).filter(({ path, name }) => path !== tensor.path || name !== tensor.name);
    const all = [...others, { ...tensor, key: ++this.last }];
    this.set(probed, all.slice(-MOST_TENSORS));
    return all.length > MOST_TENSORS ? all[0] : undefined;
  }

  remove(probed: Probed, key: number): void {
    this.set(
      probed,
      this.of(probed).filter((one) => one.key !== key),
    );
  }

  dispose(): void {
    this.changed.dispose();
  }

  private set(probed: Probed, list: readonly Chosen[]): void {
    this.lists.set(probed, list);
    this.changed.fire(probed);
  }
}
