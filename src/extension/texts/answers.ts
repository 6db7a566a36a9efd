import * as vscode from 'vscode';
import * as z from 'zod';
import type { Inputs } from '../../readers/reader';
import type { Movable, Moved } from '../workbench/moved';

const KEY = 'stateProbe.answers';

/** Files whose answers are kept; those that were answered longest ago go first. */
const MOST_FILES = 100;

const text = z.string().max(10_000);
export const inputsSchema = z.object({
  call: text.exactOptional(),
  set: z.record(z.string().max(1000), text).exactOptional(),
  lines: z.array(text).max(1000).readonly().exactOptional(),
  steps: z.enum(['elements', 'moves']).exactOptional(),
});
const stored = z.array(z.tuple([z.string().max(4000), inputsSchema]));

/** What the editor keeps for an extension: `vscode.Memento`. */
interface Kept {
  get(key: string): unknown;
  update(key: string, value: unknown): Thenable<void>;
}

/** What a person answered where a text did not say which values it has, by file; kept with the workspace. */
export class Answers implements Movable {
  private readonly known: Map<string, Inputs>;

  constructor(private readonly memento: Kept) {
    const { data = [] } = stored.safeParse(memento.get(KEY));
    this.known = new Map(data);
  }

  of({ uri }: Pick<vscode.TextDocument, 'uri'>): Inputs | undefined {
    return this.known.get(uri.toString());
  }

  async keep({ uri }: Pick<vscode.TextDocument, 'uri'>, inputs: Inputs): Promise<void> {
    const key = uri.toString();
    this.known.delete(key);
    this.known.set(key, inputs);
    for (const [eldest] of this.known) if (this.known.size > MOST_FILES) this.known.delete(eldest);
    await this.memento.update(KEY, [...this.known]);
  }

  move(moved: Moved): void {
    const movers = [...this.known].flatMap(([key, inputs]) => {
      const to = moved(vscode.Uri.parse(key));
      return to ? { key, to: to.toString(), inputs } : [];
    });
    for (const { key } of movers) this.known.delete(key);
    for (const { to, inputs } of movers) this.known.set(to, inputs);
    if (movers.length > 0) void this.memento.update(KEY, [...this.known]);
  }
}
