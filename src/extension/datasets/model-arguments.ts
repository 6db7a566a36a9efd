import { dirname, join } from 'node:path';
import type { Model } from '../../models/catalogue';
import { isRemote } from '../../models/remote/address';
import type { Access } from '../../models/remote/ask';
import { SERVERS_VARIABLE, serversText } from '../../models/remote/handed';

/** Where the bundled models are, which the terminal front knows by itself. */
const BUNDLED = join(__dirname, '..', 'models');

/** How a verb of the terminal front is told which models it finds beside the bundled ones, and how it runs them. */
export interface ModelArguments {
  argv: string[];
  env: Readonly<Record<string, string>>;
}

/**
 * @param accessTo how the server of a model is asked, by the model's place
 * @param asked places of chat models
 */
export function modelArguments(
  models: readonly Pick<Model, 'path'>[],
  { provider, timeout }: { provider: string; timeout: number },
  accessTo: (place: string) => Access,
  asked: readonly string[] = [],
): ModelArguments {
  // Each by its own file: in its folder another one may have the same id, or may be one that is not trusted.
  const own = models.map(({ path }) => path).filter((file) => dirname(file) !== BUNDLED);
  const servers = new Map([...own.filter(isRemote), ...asked].map((place) => [place, accessTo(place)]));
  return {
    argv: [
      ...(own.length > 0 ? [`--model-folder=${own.join(',')}`] : []),
      ...[`--provider=${provider}`, `--timeout=${Math.ceil(timeout)}`],
    ],
    env: servers.size > 0 ? { [SERVERS_VARIABLE]: serversText(servers) } : {},
  };
}
