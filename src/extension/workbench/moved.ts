import type * as vscode from 'vscode';

/** Where a document has gone to; undefined for one that is where it was. */
export type Moved = (uri: vscode.Uri) => vscode.Uri | undefined;

/** A cell of a notebook has its notebook's path, and says in its fragment which one it is. */
const CELL = 'vscode-notebook-cell';

/** What a rename or a move of a file or a folder does to documents: to its own, to those below it, to a notebook's cells. */
export function movedFrom(from: vscode.Uri, to: vscode.Uri): Moved {
  return (uri) => {
    if (isSame(uri, from)) return to;
    if (!isAtOrBelow(uri, from)) return undefined;
    const path = to.path.replace(/\/$/, '') + uri.path.slice(from.path.replace(/\/$/, '').length);
    return uri.scheme === from.scheme
      ? to.with({ path, query: uri.query, fragment: uri.fragment })
      : uri.with({ path });
  };
}

/** Whether a document is that of a file, of one of a folder's, or of a cell of it. */
export function isAtOrBelow(uri: vscode.Uri, top: vscode.Uri): boolean {
  if (uri.scheme !== top.scheme && uri.scheme !== CELL) return false;
  if (uri.scheme === top.scheme && uri.authority !== top.authority) return false;
  return uri.path === top.path || uri.path.startsWith(`${top.path.replace(/\/$/, '')}/`);
}

export function isSame(a: vscode.Uri, b: vscode.Uri): boolean {
  return a.toString() === b.toString();
}

/** What takes something that belongs to documents along when they move. */
export interface Movable {
  move(moved: Moved): void;
}
