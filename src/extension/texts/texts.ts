import { dirname } from 'node:path';
import * as vscode from 'vscode';
import type { Place } from '../../files/beside';
import { ReadingThread, type ReadingOptions } from '../../readers/thread/reading-thread';
import type { Reading } from '../../readers/thread/protocol';
import type { Triable } from '../../readers';
import { UnreadError, type Inputs } from '../../readers/reader';
import { SourceError, type Position, type Range, type SourceText } from '../../trace/source';
import { bare } from '../workbench/markdown';
import { fromEditorRange, toEditorRange } from '../workbench/editor-types';
import type { Answers } from './answers';
import { languageOf, TEXT_KINDS } from './languages';
import type { Choice, Choices } from './choices';
import { below, cellsAbove, movedUp } from './notebook-cell';
import type { Problems } from './problems';
import type { TextSource } from './stored-text';

/** A document or a file, or a part of one, and how it is read. */
export interface TextPart {
  document: TextSource;
  /** Undefined for all of it. */
  selection: Range | undefined;
  language: string;
  /** What a person says that the text does not; what they said before where it asks, if absent. */
  inputs?: Inputs | undefined;
}

/** A text that was read, and what a person had said for that. */
export interface TextReading extends Reading {
  inputs?: Inputs;
}

/** A document, or a part of one, that a person wants read. */
export interface Text extends TextPart {
  document: vscode.TextDocument;
}

type Wanted = 'selection' | 'file' | 'selection or file';

/** The texts that people point at, and how each is to be read. */
export class Texts implements vscode.Disposable {
  private readonly thread = new ReadingThread();

  constructor(
    readonly problems: Problems,
    private readonly choices: Choices,
    readonly answers: Answers,
  ) {}

  /**
   * What the active editor shows; undefined, after a word to the person, when there is nothing to read.
   */
  async active(wanted: Wanted, preferred?: string): Promise<Text | undefined> {
    const editor = vscode.window.activeTextEditor ?? vscode.window.visibleTextEditors[0];
    if (!editor) {
      const sample = 'Open Sample';
      const what = 'Open a text first: code, chess moves, a word or a story.';
      const answer = await vscode.window.showInformationMessage(what, sample);
      if (answer === sample) await vscode.commands.executeCommand('stateProbe.openSample');
      return undefined;
    }
    const { document, selection } = editor;
    if (wanted === 'selection' && selection.isEmpty) {
      const file = 'Probe File';
      const answer = await vscode.window.showInformationMessage('Select the lines to probe first.', file);
      return answer === file ? this.active('file', preferred) : undefined;
    }
    // Of a file of many stories the one at the cursor is meant.
    const isStories = languageOf(document.languageId, document.uri.path) === 'stories';
    const isWhole = wanted === 'file' || (selection.isEmpty && !isStories);
    return this.of(document, isWhole ? undefined : selection, preferred);
  }

  /** @param preferred the language of a text that says nothing of its own: not found out then */
  async of(document: vscode.TextDocument, range?: vscode.Range, preferred?: string): Promise<Text | undefined> {
    const selection = range && fromEditorRange(range);
    const told = languageOf(document.languageId, document.uri.path);
    const language =
      (told === 'markdown' && !(await hasBlocks(document, selection)) ? undefined : told) ??
      this.choices.of(document.uri).language ??
      preferred ??
      (await this.recognise(document, selection));
    if (language === undefined) return undefined;
    return { document, selection, language };
  }

  /** Reads in a thread of its own. @throws SourceError; the signal's reason when it is aborted */
  read(text: Text, options: ReadingOptions = {}): Promise<TextReading> {
    return this.readTracking(text, this.tracked(text.document), options);
  }

  /** The same with these cells tracked, whatever the person wants now. */
  async readTracking(
    text: TextPart,
    track: readonly string[] | undefined,
    options: ReadingOptions,
  ): Promise<TextReading> {
    const { inputs } = text;
    const read = async (inputsSaid: Inputs): Promise<Reading> => {
      const { source, above } = sourceOf(text);
      try {
        const place = placeOf(text.document);
        const said = { ...(track && { track: [...track] }), place, ...options, ...inputsSaid };
        const reading = await this.thread.read(source, said);
        return above === 0 ? reading : below(reading, above);
      } catch (error) {
        throw above > 0 && error instanceof SourceError ? errorBelow(error, above) : error;
      }
    };
    const before = inputs ? undefined : await this.answers.of(text.document);
    const said = inputs ?? chosenIn(before);
    try {
      const reading = await read(said ?? {});
      return { ...reading, ...(said && { inputs: said }) };
    } catch (error) {
      if (!before || !(error instanceof UnreadError) || !error.asks) throw error;
      // Where the old answers do not do, the text asks again.
      const reading = await read(before).catch((second: unknown) => {
        throw second instanceof UnreadError ? error : second;
      });
      return { ...reading, inputs: before };
    }
  }

  /** The functions of a text that can be tried with example values. */
  functions(text: Text): Promise<Triable[]> {
    const { document, language } = text;
    return this.thread.functions({ uri: nameOf(document.uri), language, text: document.getText() });
  }

  /** What the person has chosen for this document. */
  chosen({ uri }: TextSource): Pick<Choice, 'track' | 'follow'> {
    const { track, follow } = this.choices.of(uri);
    return { track, follow };
  }

  /** The cells that the person wants tracked in this document; undefined for those that take part in moves. */
  tracked({ uri }: TextSource): readonly string[] | undefined {
    return this.choices.of(uri).track;
  }

  track({ uri }: TextSource, track: readonly string[] | undefined): void {
    this.choices.change(uri, { track });
  }

  /** The five objects that the person wants followed in this document; undefined for those that move the most. */
  followed({ uri }: Pick<TextSource, 'uri'>): readonly string[] | undefined {
    return this.choices.of(uri).follow;
  }

  follow({ uri }: Pick<TextSource, 'uri'>, follow: readonly string[] | undefined): void {
    this.choices.change(uri, { follow });
  }

  /** What a person said of a text that then could not be read is asked again: another part may hold something else. */
  forgetKind({ uri }: vscode.TextDocument): void {
    this.choices.change(uri, { language: undefined });
  }

  dispose(): void {
    this.thread.dispose();
  }

  /** What a text holds that says nothing of it: the one language in which it can be read, or the one of several that a person means. */
  private async recognise(document: vscode.TextDocument, selection: Range | undefined): Promise<string | undefined> {
    const source = {
      uri: nameOf(document.uri),
      language: '',
      text: document.getText(),
      ...(selection && { selection }),
    };
    if (!/\S/.test(document.getText())) {
      // Of what is it to be said how it is read?
      void vscode.window.showInformationMessage(
        `${bare(nameOf(document.uri), 120)} is empty: there is nothing to follow yet.`,
      );
      return undefined;
    }
    const found = await this.thread.languages(source).catch(() => []);
    const [only, ...more] = found;
    if (only === undefined) return this.ask(document, TEXT_KINDS);
    if (more.length === 0) return only;
    const kinds = found.map(
      (language) => TEXT_KINDS.find((one) => one.language === language) ?? { language, label: language },
    );
    return this.ask(document, kinds);
  }

  private async ask(
    document: vscode.TextDocument,
    kinds: readonly (vscode.QuickPickItem & { language: string })[],
  ): Promise<string | undefined> {
    const picked = await vscode.window.showQuickPick(kinds, {
      title: 'How is this text to be read?',
      placeHolder: 'Nothing about the document says what it holds',
      matchOnDetail: true,
    });
    if (!picked) return undefined;
    this.choices.change(document.uri, { language: picked.language });
    return picked.language;
  }
}

/** What is a step is the person's choice; other answers are for a text that asks. */
function chosenIn({ steps, depth }: Inputs = {}): Inputs | undefined {
  if (!steps && depth === undefined) return undefined;
  return { ...(steps && { steps }), ...(depth !== undefined && { depth }) };
}

/** What is read for a text, and how many lines stand in it before the document's own: those of cells above it. */
function sourceOf({ document, selection, language }: TextPart): { source: SourceText; above: number } {
  const uri = nameOf(document.uri);
  const cells = cellsAbove(document) ?? '';
  const text = cells + document.getText();
  if (cells === '') return { source: { uri, language, text, ...(selection && { selection }) }, above: 0 };
  const above = cells.split(/\r\n|\r|\n/).length - 1;
  const down = ({ line, character }: Position) => ({ line: line + above, character });
  const { start, end } = selection ?? {
    start: { line: 0, character: 0 },
    end: { line: document.getText().split(/\r\n|\r|\n/).length, character: 0 },
  };
  return { source: { uri, language, text, selection: { start: down(start), end: down(end) } }, above };
}

/** What is wrong in a cell, or in one above it. */
function errorBelow(error: SourceError, above: number): SourceError {
  const { uri, range, reason } = error;
  const said = range.start.line < above ? `in a cell above this one: ${reason}` : reason;
  const moved = movedUp(range, above);
  if (!(error instanceof UnreadError)) return new SourceError(uri, moved, said);
  return new UnreadError(uri, moved, said, error.kind, error.asks);
}

/** Whether a part of a Markdown text, or all of it, has blocks in languages that are read. */
async function hasBlocks(document: vscode.TextDocument, selection: Range | undefined): Promise<boolean> {
  const { blocksOfMarkdown } = await import('../../readers/blocks');
  const blocks = blocksOfMarkdown(document.getText());
  if (!selection) return blocks.length > 0;
  const [start, end] = [selection.start, selection.end].map(({ line, character }) =>
    document.offsetAt(new vscode.Position(line, character)),
  );
  return blocks.some(({ offsets }) => (offsets[0] ?? 0) <= (end ?? 0) && (offsets.at(-1) ?? 0) >= (start ?? 0));
}

/** Where a document stands on disk: files beside it are read below its folder of the workspace, else in its own. */
function placeOf({ uri }: TextSource): Place | undefined {
  if (uri.scheme !== 'file') return undefined;
  const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri;
  const root = folder?.scheme === 'file' ? folder.fsPath : dirname(uri.fsPath);
  const changed = vscode.workspace.textDocuments.filter((one) => one.isDirty && one.uri.scheme === 'file');
  const unsaved = Object.fromEntries(changed.map((one) => [one.uri.fsPath, one.getText()]));
  return { file: uri.fsPath, root, unsaved };
}

/** A document as errors and titles name it: its path in the workspace, or its own name. */
export function nameOf(uri: vscode.Uri): string {
  return vscode.workspace.getWorkspaceFolder(uri)
    ? vscode.workspace.asRelativePath(uri, false)
    : (uri.path.split('/').at(-1) ?? uri.path);
}

/** `swaps.py, lines 3–9` */
export function titleOf({ document, selection }: Pick<TextPart, 'document' | 'selection'>): string {
  const name = nameOf(document.uri).split('/').at(-1) ?? '';
  if (!selection) return name;
  const first = selection.start.line + 1;
  // A selection of whole lines ends at the start of the next one.
  const last = selection.end.line + (selection.end.character === 0 && selection.end.line >= first ? 0 : 1);
  return first === last ? `${name}, line ${first}` : `${name}, lines ${first}–${last}`;
}

/** The same title for a document that has another name now. */
export function retitled(title: string, from: vscode.Uri, to: vscode.Uri): string {
  const [old = '', now = ''] = [from, to].map((uri) => nameOf(uri).split('/').at(-1));
  return old !== '' && title.startsWith(old) ? `${now}${title.slice(old.length)}` : title;
}

/** A part of a document as it is now: its text, and what stands around it to the ends of the lines before and after. */
export function partOf({ document, selection }: Pick<TextPart, 'document' | 'selection'>): DocumentPart {
  if (!selection) return { scope: undefined };
  const { start, end } = selection;
  const textOf = (from: Position, to: Position) => document.getText(toEditorRange({ start: from, end: to }));
  return {
    scope: selection,
    text: textOf(start, end),
    before: textOf({ line: Math.max(0, start.line - 1), character: 0 }, start),
    after: textOf(end, { line: end.line + 2, character: 0 }),
  };
}

interface DocumentPart {
  scope: Range | undefined;
  text?: string;
  before?: string;
  after?: string;
}
