import type { Manifest } from '../../models/manifest';
import { Bridge, type Call } from '../bridge/bridge';
import { BridgeError, type Graph } from '../bridge/plan';
import { ContractError } from '../contract';
import type { Check } from '../protocol';
import { alone, causal, classes, finite, freeSizes, layers, repeatable, sizes, tokenIds, type Finding } from './checks';
import { notFoundOut, type Table } from './table';
import { Trial, type Candidate } from './trial';

const OF_RUNS: readonly { name: string; find: (trial: Trial) => Finding | Promise<Finding>; after?: string }[] = [
  { name: 'layers', find: layers },
  { name: 'free sizes', find: freeSizes },
  { name: 'token ids', find: tokenIds, after: 'free sizes' },
  { name: 'sizes', find: sizes, after: 'token ids' },
  { name: 'classes complete', find: classes },
  { name: 'finite values', find: finite, after: 'sizes' },
  { name: 'repeatable', find: repeatable, after: 'sizes' },
  { name: 'causal', find: causal, after: 'repeatable' },
  { name: 'independent of the batch', find: alone, after: 'repeatable' },
];

/**
 * Whether a model is what its manifest and the contract say, found out by running it on some two thousand tokens: nothing
 * of this can be seen in the file. The words are the same each time.
 */
async function verify(model: Candidate): Promise<Check[]> {
  const trial = new Trial(model);
  const checks = new Map<string, Check>();
  for (const { name, find, after } of OF_RUNS) {
    if (after !== undefined && checks.get(after)?.passed !== true) {
      checks.set(name, notFoundOut(name, after));
      continue;
    }
    const found = await Promise.resolve(find(trial)).catch((error: unknown) => {
      if (!(error instanceof ContractError)) throw error;
      return { reason: error.message, remedy: 'export both sizes of tokens free, and run the file in onnxruntime' };
    });
    checks.set(name, { name, passed: !found, ...found });
  }
  return [...checks.values()];
}

/** Names of what is found out by runs, in order. */
export const RUN_NAMES: readonly string[] = OF_RUNS.map(({ name }) => name);

/** What leads from the contract to the file; undefined, and a line that says why, where nothing does. */
export function bridgeRows(
  table: Pick<Table<'names' | 'types'>, 'pass' | 'fail'>,
  graph: Graph,
  manifest: Manifest | undefined,
): Bridge | undefined {
  try {
    const bridge = new Bridge(graph, manifest);
    for (const name of ['names', 'types'] as const) table.pass(name);
    return bridge;
  } catch (error) {
    if (!(error instanceof BridgeError)) throw error;
    if (error.check === 'types') table.pass('names');
    table.fail(error.check, error.message);
    return undefined;
  }
}

/** All rows, where those before the runs have passed: what is bridged, and what runs find out. */
export async function runRows<Name extends string>(
  table: Table<Name>,
  bridge: Bridge,
  manifest: Manifest,
  call: Call,
): Promise<Check[]> {
  const found = await verify({
    manifest,
    shape: bridge.shape,
    run: (tokens, batch, length, outputs) => bridge.run(call, tokens, { batch, length }, outputs),
  });
  return table.with(found).map(withNote(bridge.notes));
}

function withNote(notes: Bridge['notes']): (check: Check) => Check {
  const all = new Map<string, readonly string[]>(Object.entries(notes));
  return (check) => {
    const said = check.passed === true ? (all.get(check.name) ?? []) : [];
    return said.length > 0 ? { ...check, note: said.join('; ') } : check;
  };
}
