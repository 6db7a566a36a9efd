import type * as vscode from 'vscode';
import type { DatasetEvaluation } from './datasets/evaluation';
import type { Datasets } from './datasets/datasets';
import type { Sweeps } from './datasets/sweeps';
import type { FailureParts } from './failures/search';
import type { HistoryTree } from './history/tree';
import type { Live } from './following/live';
import type { ModelLibrary } from './models/library';
import type { OwnModels } from './models/own';
import type { Servers } from './models/servers';
import type { ProbeStore } from './probes/store';
import type { Prober } from './probing/prober';
import type { ProbeRequests } from './probing/requests';
import type { Problems } from './texts/problems';
import type { DebugRecorder } from './recording/record';
import type { Samples } from './texts/samples';
import type { SaveViewParts } from './visualizer/save-view';
import type { Texts } from './texts/texts';
import type { Visualizer } from './visualizer/visualizer';

/** What commands work with. */
export interface Services {
  prober: Prober;
  requests: ProbeRequests;
  store: ProbeStore;
  visualizer: Visualizer;
  library: ModelLibrary;
  ownModels: OwnModels;
  servers: Servers;
  live: Live;
  historyTree: HistoryTree;
  samples: Samples;
  texts: Texts;
  problems: Problems;
  /** These two are loaded when they are first needed. */
  recorder: () => Promise<DebugRecorder>;
  datasets: () => Promise<Datasets>;
  evaluation: DatasetEvaluation;
  sweeps: () => Promise<Sweeps>;
  /** What searches for failures work with. */
  failures: FailureParts;
  /** What the visualizer's answers are made from, and where the extension is installed. */
  page: SaveViewParts;
  log: vscode.LogOutputChannel;
}
