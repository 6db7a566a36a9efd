import type { CsvTable } from '../../src/representation/files/csv';
import type { Draw } from '../draw/surface';
import type { Model, Probe, RunKey, StatesFormat } from '../../src/protocol/messages';
import type { Context } from '../parts/context';

/** What a panel is given. */
export interface PanelContext extends Context {
  /** The ruler, to which the focus goes after a click into a plot over the steps. */
  slider: () => HTMLElement | null;
  offers: Offers;
}

/** A question that people have of a probe, and the panels that answer it, the plainest first. */
export interface Question {
  /** Remembered by the page. */
  id: string;
  /** Also the heading in the documentation to which its `?` leads. */
  title: string;
  panels: readonly (Panel | ProbePanel)[];
}

/**
 * One way to look into the chosen model. A panel is built when it is opened, and anew when another model is chosen; then
 * `context.signal` aborts. It is only built for a model that has run.
 */
export interface Panel {
  /** Remembered by the page, and part of file names: lower-case letters and dashes. */
  id: string;
  title: string;
  /** A sentence on how to read it. */
  about: string;
  /** Of the random words that it is measured on, where it is. */
  seed?: number;
  /** Shows what every model has, whatever it reads: its lane. */
  ofLanes?: boolean;
  /** Knows what to show of a language model, which reads the text itself, and says by `lacks` where there is nothing. */
  ofTexts?: boolean;
  /** Needs models that can be run: a saved page is without it. */
  runsModels?: boolean;
  /** Why there is nothing to see for this model; undefined where there is. */
  lacks?: (model: Model) => string | undefined;
  mount: (context: PanelContext, model: Model) => HTMLElement;
}

/** A panel about the text and all its models, there whatever has run. It follows the choice of a model by itself. */
export interface ProbePanel {
  id: string;
  title: string;
  runsModels?: boolean;
  mountProbe: (context: PanelContext, probe: Probe) => HTMLElement;
}

/** A picture that can be taken away, at the size it has on screen. It is drawn again for the file. */
export interface Drawing {
  kind: 'drawing';
  /** What it shows, such as `layer 1`: a heading in the file. */
  name: string;
  /** CSS pixels. */
  width: number;
  height: number;
  draw: Draw;
}

/** Numbers that can be taken away. */
export interface Table extends CsvTable {
  kind: 'table';
  name: string;
}

/** What a model computed, in full, which the extension writes itself. */
export interface States {
  kind: 'states';
  key: RunKey;
  outputs: readonly string[];
  formats: readonly StatesFormat[];
}

export type Offer = Drawing | Table | States;

/** What a panel has to be taken away. Functions, because sizes and contents change while it is open. */
export class Offers {
  private readonly offers = new Set<() => Offer | null>();

  /** `onChange` is told whether there may be anything at all. */
  constructor(private readonly onChange: (any: boolean) => void) {}

  /** `offer` gives null while there is nothing to take. */
  add(offer: () => Offer | null, signal: AbortSignal): void {
    this.offers.add(offer);
    this.onChange(true);
    const remove = (): void => {
      this.offers.delete(offer);
      this.onChange(this.offers.size > 0);
    };
    signal.addEventListener('abort', remove, { once: true });
  }

  list(): Offer[] {
    return [...this.offers].flatMap((offer) => offer() ?? []);
  }
}
