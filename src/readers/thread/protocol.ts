import type { Range, SourceText } from '../../trace/source';
import type { Trace } from '../../trace/trace';
import type { Place } from '../../files/beside';
import type { Triable } from '..';
import type { Asked, ReadOptions, Unread } from '../reader';

/** What the thread is asked: for the trace of a text, or for something about it. */
export type Request = ReadRequest | { ask: 'functions'; source: SourceText } | { ask: 'languages'; source: SourceText };

interface ReadRequest {
  ask: 'trace';
  source: SourceText;
  options: Omit<ReadOptions, 'files'>;
  /** Where it stands on disk, if other files may be read. */
  place?: Place | undefined;
  /** Most steps that come back; all if absent. */
  most?: number | undefined;
}

/** A text that was read. */
export interface Reading {
  /** With its verdict, which is about all steps, and at most as many of them as were asked for. */
  trace: Trace;
  /** How many steps the text has. */
  total: number;
}

/** An error's class does not survive the way between threads, so a text's fault is told in its parts. */
export type Answer =
  | ({ kind: 'read' } & Reading)
  | { kind: 'functions'; functions: Triable[] }
  | { kind: 'languages'; languages: string[] }
  | { kind: 'unreadable'; uri: string; range: Range; reason: string; why?: Unread; asks?: Asked }
  | { kind: 'failed'; error: Error };
