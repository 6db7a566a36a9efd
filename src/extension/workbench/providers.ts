import { providersFor } from '../../inference/providers';
import type { ModelFacts, ProviderName } from '../../inference/protocol';

export type ProviderChoice = ProviderName | 'auto';

/** Names as people know them. */
const LABELS: Readonly<Record<ProviderChoice, string>> = {
  auto: 'Automatic',
  cpu: 'CPU',
  webgpu: 'WebGPU',
  cuda: 'CUDA',
  tensorrt: 'TensorRT',
  dml: 'DirectML',
  coreml: 'Core ML',
};

const DETAILS: Readonly<Record<ProviderChoice, string>> = {
  auto: 'For each model the one that is fastest here, found by a short timing',
  cpu: 'The processor: works everywhere',
  webgpu: 'Graphics cards on Linux, macOS and Windows',
  cuda: 'NVIDIA cards on Linux, with libraries named by stateProbe.onnxruntimeLibraries',
  tensorrt: 'NVIDIA cards on Linux, with libraries named by stateProbe.onnxruntimeLibraries',
  dml: 'Graphics cards on Windows',
  coreml: 'macOS on Apple silicon',
};

export function isProviderChoice(value: unknown): value is ProviderChoice {
  return typeof value === 'string' && Object.hasOwn(LABELS, value);
}

export function providerLabel(provider: ProviderChoice | ModelFacts['provider']): string {
  return provider === 'server' ? 'Server' : LABELS[provider];
}

export interface ProviderItem {
  choice: ProviderChoice;
  label: string;
  description: string;
  detail: string;
}

/** What a person may choose on this platform, and `current` whatever it is: settings travel between machines. */
export function providerItems(current: ProviderChoice, platform: NodeJS.Platform): ProviderItem[] {
  const here: ProviderChoice[] = ['auto', ...providersFor('auto', platform)];
  if (platform === 'linux') here.push('tensorrt');
  if (!here.includes(current)) here.push(current);
  return here.map((choice) => ({
    choice,
    label: LABELS[choice],
    description: choice === current ? 'current' : '',
    detail: DETAILS[choice],
  }));
}
