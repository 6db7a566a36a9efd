import { explain, parseManifest } from '../../models/catalogue';
import { MANIFEST_KEY } from '../../models/manifest-key';
import type { ModelFiles } from '../../models/model-files';
import type { Access } from '../../models/remote/ask';
import type { Check, CheckResult } from '../protocol';
import { openRemoteUnchecked, remoteFiles } from '../remote/remote';
import { bridgeRows, RUN_NAMES, runRows } from './runs';
import { Table } from './table';

/** What is asked of a model on a server before it is run, in order. */
const OF_SERVER = ['server', 'manifest', 'names', 'types'] as const;

/** Everything that the contract asks, of a model on a server. Never throws for what that says. */
export async function checkServer(path: string, access: Access): Promise<CheckResult> {
  const table = new Table(OF_SERVER, RUN_NAMES);
  const files = await table.find('server', () => remoteFiles(path, access));
  return files ? { digest: files.digest, checks: await rowsOf(table, files) } : { digest: null, checks: table.rows() };
}

/** The same of one that was asked for already. */
export function serverChecks(files: ModelFiles): Promise<Check[]> {
  const table = new Table(OF_SERVER, RUN_NAMES);
  table.pass('server');
  return rowsOf(table, files);
}

async function rowsOf(table: Table<(typeof OF_SERVER)[number]>, files: ModelFiles): Promise<Check[]> {
  const { remote, graph, callFor } = await openRemoteUnchecked(files);
  const found = Object.keys(remote.manifest).some((field) => field !== 'url')
    ? parseManifest(remote.manifest)
    : { reason: `no "${MANIFEST_KEY}" among the parameters that its server tells` };
  if ('reason' in found) table.fail('manifest', found.reason);
  else table.pass('manifest');
  const manifest = 'reason' in found ? undefined : found.manifest;
  try {
    const bridge = bridgeRows(table, graph, manifest);
    return manifest && bridge ? await runRows(table, bridge, manifest, callFor(bridge)) : table.rows();
  } catch (error) {
    table.fail('server', explain(error));
    return table.rows();
  }
}
