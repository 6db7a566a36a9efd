/** The part of svgcanvas that is used here; the package has no types of its own. */
declare module 'svgcanvas' {
  // The library means to be a drop-in for the browser's context, as far as paths, text, images and patterns go.
  export class Context {
    constructor(options: { width: number; height: number });
    getSerializedSvg(): string;
    drawImage(image: CanvasImageSource, ...numbers: number[]): void;
    createPattern(image: CanvasImageSource, repetition: string | null): CanvasPattern | null;
  }
}
