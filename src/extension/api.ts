import type * as vscode from 'vscode';
import type { Probe } from '../protocol/messages';
import type { Catalogue, Model } from '../models/catalogue';
import type { TextState } from './probes/probed';
import type { Trace } from '../trace/trace';

/** What a probe came to. */
export interface ProbeResult {
  trace: Trace;
  /** As the visualizer shows it: with every model's run. */
  probe: Probe;
  /** The document, which may have moved since. */
  uri: vscode.Uri;
  /** How its text stands to the probe: only of the `same` text all this is said. */
  text: TextState;
}

/** What `activate` returns: for tests inside the extension host, and for other extensions. */
export interface StateProbeApi {
  /**
   * Probes a document, or a part of it, as the commands do but without messages to the person.
   *
   * @param language how a text that says nothing of its own is read; without it the person is asked
   * @returns undefined when it was cancelled or cannot be read; a diagnostic then says where and why
   */
  probe(uri: vscode.Uri, range?: vscode.Range, language?: string): Promise<ProbeResult | undefined>;
  /** The probe that the visualizer shows. */
  currentProbe(): ProbeResult | undefined;
  /** The probes of a document, whether or not it is open. */
  probes(uri: vscode.Uri): ProbeResult[];
  /** The models there are, and those that a probe runs. */
  models(): Promise<Catalogue & { chosen: Model[] }>;
}
