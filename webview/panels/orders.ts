import type { NeuronFacts } from '../../src/protocol/messages';
import type { NeuronOrder } from '../state';
import { reasonOf } from '../parts/context';

export type Facts = { kind: 'loading' } | { kind: 'failed'; reason: string } | { kind: 'ready'; facts: NeuronFacts };

/** Facts about the neurons of outputs, asked for once each. */
export class FactStore {
  private readonly known = new Map<string, Facts>();
  private readonly orders = new WeakMap<NeuronFacts, Uint32Array>();

  constructor(
    private readonly ask: (output: string, form: string) => Promise<NeuronFacts>,
    private readonly onChange: () => void,
  ) {}

  get(output: string, form: string): Facts {
    const name = `${output}\n${form}`;
    const known = this.known.get(name);
    if (known) return known;
    const loading: Facts = { kind: 'loading' };
    this.known.set(name, loading);
    const settle = (facts: Facts): void => {
      this.known.set(name, facts);
      this.onChange();
    };
    this.ask(output, form).then(
      (facts) => settle({ kind: 'ready', facts }),
      (error: unknown) => settle({ kind: 'failed', reason: reasonOf(error) }),
    );
    return loading;
  }

  /** Neurons from the top down; null for their own order, also while another is not known. The same array every time. */
  order(output: string, form: string, order: NeuronOrder): Uint32Array | null {
    if (order === 'as they are') return null;
    const known = this.get(output, form);
    if (known.kind !== 'ready') return null;
    if (order === 'by similarity') return known.facts.similar;
    const sorted = this.orders.get(known.facts) ?? byVariance(known.facts.variance);
    this.orders.set(known.facts, sorted);
    return sorted;
  }

  /** Why an order that is wanted is not shown. */
  failure(): string | null {
    for (const facts of this.known.values()) if (facts.kind === 'failed') return facts.reason;
    return null;
  }

  forgetFailed(): void {
    for (const [name, facts] of this.known) if (facts.kind === 'failed') this.known.delete(name);
    this.onChange();
  }
}

/** Greatest first; what is no number last. */
export function byVariance(variance: Float32Array): Uint32Array {
  const of = (neuron: number): number => variance[neuron] || 0;
  return Uint32Array.from(variance.keys()).sort((a, b) => of(b) - of(a) || a - b);
}
