import { InferenceClient } from '../inference/client';
import { DEFAULT_PATIENCE } from '../inference/patience';
import type { ProviderName } from '../inference/protocol';
import { providersFor } from '../inference/providers';
import { isAddress } from '../models/remote/address';
import type { Access } from '../models/remote/ask';
import { printable } from '../text/printable';
import { SERVERS_VARIABLE, serversIn } from '../models/remote/handed';
import { UsageError, type Arguments } from './usage';
import { PROVIDER_CHOICES } from './model-options';

/** What runs models, as long as `--timeout` says. @throws UsageError */
export function clientOf(args: Arguments): InferenceClient {
  const seconds = args.count('timeout', 1);
  const patience = (): number => (seconds === undefined ? DEFAULT_PATIENCE : 1000 * seconds);
  return new InferenceClient(undefined, undefined, patience, undefined, accessTo);
}

/** Servers that a person has agreed to in the editor, which started this verb: no other one is asked. */
const agreed = takeAgreed();

/**
 * What the server of a model is shown whose address stands in this very command. A file that holds an address may come from
 * anybody.
 */
export function accessTo(place: string): Access {
  const access = agreedAccess(place);
  if (access) return access;
  return { token: isAddress(place) ? process.env['STATE_PROBE_TOKEN'] : undefined };
}

/** Where the editor has started this verb: how a server is asked that was agreed to, and no way to ask another one. */
export function agreedAccess(place: string): Access | undefined {
  return agreed && (agreed[place] ?? { origin: '' });
}

/** `--provider`, the CPU unless told otherwise: a script wants the same run on every machine. */
export function providersOf(args: Arguments): ProviderName[] {
  const choice = args.text('provider') ?? 'cpu';
  const known = PROVIDER_CHOICES.find((name) => name === choice);
  if (!known) throw new UsageError(`--provider '${choice}' is not one of ${PROVIDER_CHOICES.join(', ')}`);
  return providersFor(known);
}

/** Why a provider that was asked for by name does not run a model, each reason once; `auto` asks for none. */
export function fallbackLines(args: Arguments, ran: readonly object[]): string[] {
  if ((args.text('provider') ?? 'auto') === 'auto') return [];
  const reasons = ran.flatMap((one) => ('fallback' in one && typeof one.fallback === 'string' ? [one.fallback] : []));
  return [...new Set(reasons)].map((reason) => `runs on the cpu: ${printable(reason)}`);
}

/** Processes that this one starts need not know the tokens. */
function takeAgreed(): ReturnType<typeof serversIn> {
  const text = process.env[SERVERS_VARIABLE];
  Reflect.deleteProperty(process.env, SERVERS_VARIABLE);
  return serversIn(text);
}
