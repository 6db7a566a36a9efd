import { realpath } from 'node:fs/promises';
import type { Refusal } from '../../models/catalogue';
import { isInside } from '../workbench/paths';

/** What the Models view says of a model that a restricted workspace brings along. */
const REASON = 'lies in this workspace, which is not trusted: trust it to run the model';

/**
 * Refuses what really lies inside a folder that is not trusted, whoever named it: a link from elsewhere, or a person's
 * own setting, may lead there. The bundled models are as trusted as the extension that they come with.
 *
 * @param untrusted the folders of a restricted workspace; none of a trusted one
 */
export async function refusalBy(untrusted: readonly string[], bundled: string): Promise<Refusal> {
  const [own, ...folders] = await Promise.all([bundled, ...untrusted].map(real));
  return (path) => {
    const isForeign = own === undefined || !isInside(path, own);
    return isForeign && folders.some((folder) => isInside(path, folder)) ? REASON : undefined;
  };
}

function real(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}
