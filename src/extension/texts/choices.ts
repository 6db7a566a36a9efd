import * as vscode from 'vscode';
import type { Movable, Moved } from '../workbench/moved';

const KEY = 'stateProbe.choices';
/** Documents of which something is remembered; what was chosen longest ago goes first. */
const MOST = 200;

/** What a person has chosen for a document. */
export interface Choice {
  /** What a plain text holds. */
  language?: string | undefined;
  /** Variables to track. */
  track?: readonly string[] | undefined;
  /** The five objects to follow. */
  follow?: readonly string[] | undefined;
  /** In live mode: how its text is read. */
  live?: string | undefined;
}

/** What people have chosen for documents. It is kept with the workspace at once, for a window may end without a word. */
export class Choices implements Movable {
  private readonly all: Map<string, { uri: vscode.Uri; choice: Choice }>;

  constructor(private readonly memento: Pick<vscode.Memento, 'get' | 'update'>) {
    this.all = new Map(parseChoices(memento.get(KEY)).map((one) => [one.uri.toString(), one]));
  }

  of(uri: vscode.Uri): Choice {
    return this.all.get(uri.toString())?.choice ?? {};
  }

  change(uri: vscode.Uri, change: Choice): void {
    const choice = { ...this.of(uri), ...change };
    // To the end: chosen last.
    this.all.delete(uri.toString());
    if (Object.values(choice).some((value) => value !== undefined)) this.all.set(uri.toString(), { uri, choice });
    for (const oldest of [...this.all.keys()].slice(0, -MOST)) this.all.delete(oldest);
    this.write();
  }

  forget(uri: vscode.Uri): void {
    if (this.all.delete(uri.toString())) this.write();
  }

  move(moved: Moved): void {
    const movers = [...this.all.values()].flatMap(({ uri, choice }) => {
      const to = moved(uri);
      return to ? { uri, to, choice } : [];
    });
    for (const { uri } of movers) this.all.delete(uri.toString());
    for (const { to, choice } of movers) this.all.set(to.toString(), { uri: to, choice });
    if (movers.length > 0) this.write();
  }

  private write(): void {
    void this.memento.update(
      KEY,
      [...this.all].map(([uri, { choice }]) => ({ uri, ...choice })),
    );
  }
}

/** What is kept may be of another version, or broken: what is no choice is left out. */
function parseChoices(data: unknown): { uri: vscode.Uri; choice: Choice }[] {
  if (!Array.isArray(data)) return [];
  return data.flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null) return [];
    const { uri, language, track, follow, live } = one as Record<string, unknown>;
    if (typeof uri !== 'string') return [];
    const choice = {
      ...(typeof language === 'string' && { language }),
      ...(isNames(track) && { track }),
      ...(isNames(follow) && { follow }),
      ...(typeof live === 'string' && { live }),
    };
    try {
      return { uri: vscode.Uri.parse(uri, true), choice };
    } catch {
      return [];
    }
  });
}

function isNames(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((name) => typeof name === 'string');
}
