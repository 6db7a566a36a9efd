import type * as vscode from 'vscode';
import type { Trace } from '../../trace/trace';
import type { ModelLibrary } from '../models/library';
import type { Chosen } from '../probes/probed';
import type { Probed, ProbeStore } from '../probes/store';
import type { Problems } from '../texts/problems';
import type { Texts } from '../texts/texts';
import type { Visualizer } from '../visualizer/visualizer';
import type { ModelRunner } from './runner';

/** What a text is probed with. */
export interface ProberParts {
  texts: Texts;
  problems: Problems;
  library: ModelLibrary;
  runner: ModelRunner;
  store: ProbeStore;
  visualizer: Visualizer;
  log: vscode.LogOutputChannel;
}

/** How a text is probed. */
export interface ProbeOptions {
  /** Whether a person waits for it: only then do messages say what went wrong. */
  asked: boolean;
  /** The probe of an older text in the same place, which the new one takes over from: live mode. */
  from?: Probed | undefined;
  /** What is tracked and followed; by default what the person has chosen for the document. */
  chosen?: Chosen | undefined;
  /** Ends it from outside, besides {@link Prober.cancel}. */
  signal?: AbortSignal | undefined;
  /** Where the playhead stands at first. */
  playhead?: ((steps: Trace['steps']) => number) | undefined;
  /** What was recorded of the text, which is not read then. */
  recorded?: { trace: Trace; text: string } | undefined;
}
