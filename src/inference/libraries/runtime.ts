import { loadRuntime } from './binding';

/** Imported before anything that imports `onnxruntime-node`. */
export const runtime = loadRuntime();
