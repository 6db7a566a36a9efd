import type { ProviderName } from '../inference/protocol';

export const PROVIDER_CHOICES = ['auto', 'cpu', 'webgpu', 'cuda', 'tensorrt', 'dml', 'coreml'] as const;

export type ProviderChoice = (typeof PROVIDER_CHOICES)[number];

/** Names as people know them. */
export const PROVIDER_LABELS: Readonly<Record<ProviderChoice, string>> = {
  auto: 'Automatic',
  cpu: 'CPU',
  webgpu: 'WebGPU',
  cuda: 'CUDA',
  tensorrt: 'TensorRT',
  dml: 'DirectML',
  coreml: 'Core ML',
};

export function providerLabel(provider: ProviderName): string {
  return PROVIDER_LABELS[provider];
}
