import { explain, manifestOf } from '../../models/catalogue';
import type { Manifest } from '../../models/manifest';
import { isUnchanged, readModelFiles, type ModelFiles } from '../../models/model-files';
import { readOnnxMetadata, type OnnxMetadata } from '../../models/onnx-metadata';
import { checkModel, ContractError, namesFault, typesFault } from '../contract';
import type { Check, CheckResult } from '../protocol';
import { shortReason } from '../providers';
import { openUnchecked } from '../session';
import { alone, causal, classes, finite, freeBatch, layers, repeatable, sizes, tokenIds, type Finding } from './checks';
import { remedyFor } from './remedies';
import { Trial, type Candidate } from './trial';

/** What is asked of a file before it is run, in order. */
const OF_FILE = ['file', 'manifest', 'weights', 'opset', 'opens', 'names', 'types'] as const;
type OfFile = (typeof OF_FILE)[number];

const OF_RUNS: readonly { name: string; find: (trial: Trial) => Finding | Promise<Finding>; after?: string }[] = [
  { name: 'layers', find: layers },
  { name: 'free sizes', find: freeBatch },
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

function notFoundOut(name: string, after: string): Check {
  return { name, passed: null, reason: `not found out: ${after} comes first` };
}

/** Why a model is not run; undefined when nothing has failed. */
export function refusal(checks: readonly Check[]): string | undefined {
  return checks.find(({ passed }) => passed === false)?.reason;
}

/** Everything that the contract asks, of one file, on the CPU, which is the same everywhere. Never throws for what is in it. */
export async function checkFile(path: string): Promise<CheckResult> {
  const table = new Table();
  const about = await table.find('file', () => readOnnxMetadata(path));
  if (!about) return { digest: null, checks: table.rows() };
  const manifest = manifestRow(table, about);
  const files = await table.find('weights', () => readModelFiles(path));
  if (!files) return { digest: null, checks: table.rows() };
  return { digest: files.digest, checks: await openedRows(table, { files, about, manifest }) };
}

/** The same of files that were read already. */
export async function checksOf(files: ModelFiles): Promise<Check[]> {
  const table = new Table();
  const about = await table.find('file', () => readOnnxMetadata(files.path));
  if (!about) return table.rows();
  const manifest = manifestRow(table, about);
  table.pass('weights');
  return openedRows(table, { files, about, manifest });
}

function manifestRow(table: Table, { metadata }: OnnxMetadata): Manifest | undefined {
  const found = manifestOf(metadata);
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

async function openedRows(table: Table, { files, about, manifest }: Opening): Promise<Check[]> {
  if ((about.opsets.get('') ?? about.opsets.get('ai.onnx') ?? 0) < 1)
    table.fail('opset', 'it does not say which opset of ONNX its operators are of');
  const model = await openUnchecked(files.path).catch((error: unknown) => {
    const reason = shortReason(error);
    table.fail(/opset/i.test(reason) ? 'opset' : 'opens', `onnxruntime does not open it: ${reason}`);
    return undefined;
  });
  if (!model) return table.rows();
  try {
    for (const name of ['opset', 'opens'] as const) table.pass(name);
    table.say('names', namesFault(model.inputs, model.outputs));
    if (table.passed('names')) table.say('types', typesFault(model.inputs, model.outputs));
    if (!(await isUnchanged(files))) throw new ContractError('it changed while it was opened; try again');
    if (!manifest || !table.passed('types')) return table.rows();
    const shape = checkModel(model.inputs, model.outputs);
    return [
      ...table.rows().filter(({ name }) => isOfFile(name)),
      ...(await verify({ manifest, shape, run: model.run })),
    ];
  } finally {
    await model.release();
  }
}

function isOfFile(name: string): boolean {
  return OF_FILE.some((other) => other === name);
}

/** Rows about a file; those that nothing is said of wait for the first that failed. */
class Table {
  private readonly found = new Map<OfFile, Check>();

  pass(name: OfFile): void {
    if (!this.found.has(name)) this.found.set(name, { name, passed: true });
  }

  fail(name: OfFile, reason: string): void {
    this.found.set(name, { name, passed: false, reason, remedy: remedyFor(name, reason) });
  }

  say(name: OfFile, fault: string | undefined): void {
    if (fault === undefined) this.pass(name);
    else this.fail(name, fault);
  }

  passed(name: OfFile): boolean {
    return this.found.get(name)?.passed === true;
  }

  async find<T>(name: OfFile, read: () => Promise<T>): Promise<T | undefined> {
    try {
      const result = await read();
      this.pass(name);
      return result;
    } catch (error) {
      this.fail(name, explain(error));
      return undefined;
    }
  }

  rows(): Check[] {
    const failed = [...this.found.values()].find(({ passed }) => passed === false)?.name ?? 'file';
    const names = [...OF_FILE, ...OF_RUNS.map(({ name }) => name)];
    return names.map((name) => this.found.get(name as OfFile) ?? notFoundOut(name, failed));
  }
}
