import { explain, readManifest } from '../../models/catalogue';
import type { Manifest } from '../../models/manifest';
import { isUnchanged, readModelFiles, type ModelFiles } from '../../models/model-files';
import { readOnnxMetadata, type OnnxMetadata } from '../../models/onnx-metadata';
import { ContractError } from '../contract';
import type { Check, CheckResult } from '../protocol';
import { shortReason } from '../providers';
import { openAsItIs } from '../opened';
import { bridgeRows, RUN_NAMES, runRows } from './runs';
import { Table } from './table';

/** What is asked of a file before it is run, in order. */
const OF_FILE = ['file', 'manifest', 'weights', 'opset', 'opens', 'names', 'types'] as const;
type FileTable = Table<(typeof OF_FILE)[number]>;

/** Why a model is not run; undefined when nothing has failed. */
export function refusal(checks: readonly Check[]): string | undefined {
  return checks.find(({ passed }) => passed === false)?.reason;
}

/** Everything that the contract asks, of one file, on the CPU, which is the same everywhere. Never throws for what is in it. */
export async function checkFile(path: string): Promise<CheckResult> {
  const table = new Table(OF_FILE, RUN_NAMES);
  const about = await table.find('file', () => readOnnxMetadata(path));
  if (!about) return { digest: null, checks: table.rows() };
  const manifest = await manifestRow(table, path, about);
  const files = await table.find('weights', () => readModelFiles(path));
  if (!files) return { digest: null, checks: table.rows() };
  return { digest: files.digest, checks: await openedRows(table, { files, about, manifest }) };
}

/** The same of files that were read already. */
export async function checksOf(files: ModelFiles): Promise<Check[]> {
  const table = new Table(OF_FILE, RUN_NAMES);
  const about = await table.find('file', () => readOnnxMetadata(files.path));
  if (!about) return table.rows();
  const manifest = await manifestRow(table, files.path, about);
  table.pass('weights');
  return openedRows(table, { files, about, manifest });
}

async function manifestRow(table: FileTable, path: string, { metadata }: OnnxMetadata): Promise<Manifest | undefined> {
  const found = await readManifest(path, metadata).catch((error: unknown) => ({ reason: explain(error) }));
  if ('reason' in found) {
    table.fail('manifest', found.reason);
    return undefined;
  }
  table.pass('manifest');
  return found.manifest;
}

interface Opening {
  files: ModelFiles;
  about: OnnxMetadata;
  manifest: Manifest | undefined;
}

async function openedRows(table: FileTable, { files, about, manifest }: Opening): Promise<Check[]> {
  if ((about.opsets.get('') ?? about.opsets.get('ai.onnx') ?? 0) < 1)
    table.fail('opset', 'it does not say which opset of ONNX its operators are of');
  const model = await openAsItIs(files.path).catch((error: unknown) => {
    const reason = shortReason(error);
    table.fail(/opset/i.test(reason) ? 'opset' : 'opens', `onnxruntime does not open it: ${reason}`);
    return undefined;
  });
  if (!model) return table.rows();
  try {
    for (const name of ['opset', 'opens'] as const) table.pass(name);
    const bridge = bridgeRows(table, model.graph, manifest);
    if (!(await isUnchanged(files))) throw new ContractError('it changed while it was opened; try again');
    if (!manifest || !bridge) return table.rows();
    return await runRows(table, bridge, manifest, model.call);
  } finally {
    await model.release();
  }
}
