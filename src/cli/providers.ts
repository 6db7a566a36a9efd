import type { ProviderName } from '../inference/protocol';
import { providersFor } from '../inference/providers';
import { UsageError, type Arguments } from './usage';

const CHOICES = ['auto', 'cpu', 'webgpu', 'cuda', 'tensorrt', 'dml', 'coreml'] as const;

/** `--provider`, the CPU unless told otherwise: a script wants the same run on every machine. */
export function providersOf(args: Arguments): ProviderName[] {
  const choice = args.text('provider') ?? 'cpu';
  const known = CHOICES.find((name) => name === choice);
  if (!known) throw new UsageError(`--provider '${choice}' is not one of ${CHOICES.join(', ')}`);
  return providersFor(known);
}
