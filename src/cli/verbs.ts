import type { Verb } from './verb';

/** Every verb, loaded when it is called. */
export const VERBS: Readonly<Record<string, () => Promise<Verb>>> = {
  trace: async () => (await import('./trace')).trace,
  run: async () => (await import('./run')).run,
  ask: async () => (await import('./ask')).ask,
  inspect: async () => (await import('./inspect')).inspect,
  shrink: async () => (await import('./shrink')).shrink,
  find: async () => (await import('./find')).find,
  patch: async () => (await import('./patch')).patch,
  ablate: async () => (await import('./ablate')).ablate,
  map: async () => (await import('./map')).map,
  reduce: async () => (await import('./reduce')).reduce,
  models: async () => (await import('./models')).models,
  graph: async () => (await import('./graph')).graph,
  check: async () => (await import('./check')).check,
  eval: async () => (await import('./eval')).evaluateModels,
  mcp: async () => (await import('./mcp')).mcp,
  compare: async () => (await import('./compare')).compare,
  sweep: async () => (await import('./sweep')).sweep,
  dataset: async () => (await import('./dataset')).dataset,
};
