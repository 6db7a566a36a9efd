import type * as vscode from 'vscode';
import type { DatasetEvaluation } from './dataset-evaluation';
import type { Datasets } from './datasets';
import type { HistoryTree } from './history-tree';
import type { Live } from './live';
import type { ModelLibrary } from './model-library';
import type { ProbeStore } from './probe-store';
import type { Prober } from './prober';
import type { Problems } from './problems';
import type { Samples } from './samples';
import type { SaveViewParts } from './save-view';
import type { Texts } from './texts';
import type { Visualizer } from './visualizer';

/** What commands work with. */
export interface Services {
  prober: Prober;
  store: ProbeStore;
  visualizer: Visualizer;
  library: ModelLibrary;
  live: Live;
  historyTree: HistoryTree;
  samples: Samples;
  texts: Texts;
  problems: Problems;
  /** Loaded when it is first needed. */
  datasets: () => Promise<Datasets>;
  evaluation: DatasetEvaluation;
  /** What the visualizer's answers are made from, and where the extension is installed. */
  page: SaveViewParts;
  log: vscode.LogOutputChannel;
}
