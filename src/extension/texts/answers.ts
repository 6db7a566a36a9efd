import * as vscode from 'vscode';
import type { Inputs } from '../../readers/reader';
import type { Movable, Moved } from '../workbench/moved';

const KEY = 'stateProbe.answers';

/** Files whose answers are kept; those that were answered longest ago go first. */
const MOST_FILES = 100;

/** What the editor keeps for an extension: `vscode.Memento`. */
interface Kept {
  get(key: string): unknown;
  update(key: string, value: unknown): Thenable<void>;
}

/** What a person answered where a text did not say which values it has, by file; kept with the workspace. */
export class Answers implements Movable {
  private loading: Promise<Map<string, Inputs>> | undefined;

  constructor(private readonly memento: Kept) {}

  async of({ uri }: Pick<vscode.TextDocument, 'uri'>): Promise<Inputs | undefined> {
    return (await this.known()).get(uri.toString());
  }

  async keep({ uri }: Pick<vscode.TextDocument, 'uri'>, inputs: Inputs): Promise<void> {
    const known = await this.known();
    const key = uri.toString();
    known.delete(key);
    known.set(key, inputs);
    for (const [eldest] of known) if (known.size > MOST_FILES) known.delete(eldest);
    await this.memento.update(KEY, [...known]);
  }

  move(moved: Moved): void {
    void this.moveAll(moved);
  }

  private async moveAll(moved: Moved): Promise<void> {
    const known = await this.known();
    const movers = [...known].flatMap(([key, inputs]) => {
      const to = moved(vscode.Uri.parse(key));
      return to ? { key, to: to.toString(), inputs } : [];
    });
    for (const { key } of movers) known.delete(key);
    for (const { to, inputs } of movers) known.set(to, inputs);
    if (movers.length > 0) await this.memento.update(KEY, [...known]);
  }

  private known(): Promise<Map<string, Inputs>> {
    return (this.loading ??= this.load());
  }

  /** What checks them takes longer to load than all else that a window begins with, and most windows keep no answers. */
  private async load(): Promise<Map<string, Inputs>> {
    const kept = this.memento.get(KEY);
    if (kept === undefined) return new Map();
    const { answersSchema } = await import('./inputs-schema');
    return new Map(answersSchema.safeParse(kept).data ?? []);
  }
}
