/** The editor's theme as canvases need it. CSS takes the same variables directly. */
export interface Theme {
  highContrast: boolean;
  /** CSS font of labels on canvases, without its size. */
  font: string;
  /** CSS colours. */
  foreground: string;
  muted: string;
  background: string;
  right: string;
  wrong: string;
  bar: string;
  /** Line of what is known to be true over what a model believes, and of single courses. */
  truth: string;
  /** `background` as a pixel. */
  ground: number;
  /** Colour of the object with this index; the same for all lanes. */
  objects: readonly string[];
  /** 255 pixels from most negative to most positive. */
  heat: Uint32Array;
}
