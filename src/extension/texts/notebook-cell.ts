import * as vscode from 'vscode';
import type { Reading } from '../../readers/thread/protocol';
import type { Range } from '../../trace/source';
import type { Remark } from '../../trace/trace';
import type { TextSource } from './stored-text';

/** What stands above a cell of a notebook in cells of its language, each on lines of its own; undefined for other documents. */
export function cellsAbove({ uri }: TextSource): string | undefined {
  const key = uri.toString();
  const notebook = vscode.workspace.notebookDocuments.find((one) =>
    one.getCells().some((cell) => cell.document.uri.toString() === key),
  );
  const cells = notebook?.getCells() ?? [];
  const at = cells.findIndex((cell) => cell.document.uri.toString() === key);
  const document = cells[at]?.document;
  if (!document) return undefined;
  const same = cells.slice(0, at).filter((cell) => cell.document.languageId === document.languageId);
  return same.map((cell) => `${cell.document.getText()}\n`).join('');
}

/** A reading of a text that has so many lines before it, with the places that stand behind these. */
export function below(reading: Reading, lines: number): Reading {
  const place = <T extends { range?: Range }>({ range, ...rest }: T) => ({
    ...rest,
    ...(range && range.start.line >= lines && { range: movedUp(range, lines) }),
  });
  const { trace } = reading;
  const told = (all: readonly Remark[]) => all.map((one): Remark => place(one));
  return {
    ...reading,
    trace: {
      ...trace,
      steps: trace.steps.map((step) => place(step) as typeof step),
      ...(trace.remarks && { remarks: told(trace.remarks) }),
      ...(trace.assumed && { assumed: told(trace.assumed) }),
    },
  };
}

/** A place further up by so many lines; what stands above the first line is told there. */
export function movedUp({ start, end }: Range, lines: number): Range {
  const top = { line: 0, character: 0 };
  const moved = ({ line, character }: Range['start']) => (line < lines ? top : { line: line - lines, character });
  return { start: moved(start), end: moved(end) };
}
