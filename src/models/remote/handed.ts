import type { Access } from './ask';

/** The variable of the environment in which the editor hands a verb that it starts how servers are asked: no argument, which others see. */
export const SERVERS_VARIABLE = 'STATE_PROBE_SERVERS';

/** By the place of a model. */
type Servers = Readonly<Record<string, Access>>;

export function serversText(servers: ReadonlyMap<string, Access>): string {
  return JSON.stringify(Object.fromEntries(servers));
}

/** @returns undefined where nothing was handed over; nobody may be asked where it cannot be read */
export function serversIn(text: string | undefined): Servers | undefined {
  if (text === undefined) return undefined;
  try {
    const data: unknown = JSON.parse(text);
    const entries = typeof data === 'object' && data !== null ? Object.entries(data) : [];
    return Object.fromEntries(entries.flatMap(([place, access]) => (isAccess(access) ? [[place, access]] : [])));
  } catch {
    return {};
  }
}

/** With an origin: what has none could be asked anywhere. */
function isAccess(data: unknown): data is Access {
  if (typeof data !== 'object' || data === null || !('origin' in data) || typeof data.origin !== 'string') return false;
  return !('token' in data) || typeof data.token === 'string';
}
