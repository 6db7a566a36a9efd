/** A paper behind what is said, and how far its own text was read here. */
export interface Source {
  /** Who and when, as lines name it. */
  short: string;
  /** The text whose numbers are used, where texts differ in their numbering. */
  text?: string;
  title: string;
  where: string;
  /** `text` and `abstract`: the paper's own was read; else the work that it is cited in. */
  read: 'text' | 'abstract' | { citedIn: string };
}

/** Every source of `analysis/theory`; docs/verdict.md lists them all (a test holds the two together). */
export const SOURCES = {
  barrington: {
    short: 'Barrington 1989',
    title: 'Bounded-width polynomial-size branching programs recognize exactly those languages in NC¹',
    where: 'Journal of Computer and System Sciences 38',
    read: { citedIn: 'Merrill et al. 2024' },
  },
  grazzi: {
    short: 'Grazzi et al. 2025',
    text: 'ICLR text',
    title: 'Unlocking State-Tracking in Linear RNNs Through Negative Eigenvalues',
    where: 'ICLR 2025, arXiv 2411.12537',
    read: 'text',
  },
  khavari: {
    short: 'Khavari et al. 2025',
    title: 'Parity Requires Unified Input Dependence and Negative Eigenvalues in SSMs',
    where: 'MOSS workshop at ICML 2025, arXiv 2508.07395',
    read: 'abstract',
  },
  li: {
    short: 'Li et al. 2024',
    title: 'Chain of Thought Empowers Transformers to Solve Inherently Serial Problems',
    where: 'ICLR 2024, arXiv 2402.12875',
    read: 'abstract',
  },
  liu: {
    short: 'Liu et al. 2023',
    title: 'Transformers Learn Shortcuts to Automata',
    where: 'ICLR 2023, arXiv 2210.10749',
    read: 'abstract',
  },
  merrillSabharwal: {
    short: 'Merrill and Sabharwal 2023',
    title: 'The Parallelism Tradeoff: Limitations of Log-Precision Transformers',
    where: 'TACL 2023, arXiv 2207.00729',
    read: 'text',
  },
  merrill: {
    short: 'Merrill et al. 2024',
    text: 'ICML text',
    title: 'The Illusion of State in State-Space Models',
    where: 'ICML 2024, arXiv 2404.08819; its first text on arXiv counts 4.2 and 4.4 as 4.1 and 4.2',
    read: 'text',
  },
  minsky: {
    short: 'Minsky 1954',
    title: 'Neural Nets and the Brain-Model Problem',
    where: 'Princeton University',
    read: { citedIn: 'Merrill et al. 2024' },
  },
  sarrof: {
    short: 'Sarrof et al. 2024',
    title: 'The Expressive Capacity of State Space Models: A Formal Language Perspective',
    where: 'NeurIPS 2024, arXiv 2405.17394; of its text only the abstract was read',
    read: { citedIn: 'its poster' },
  },
  sarrofParity: {
    short: 'Sarrof et al. 2024',
    title: 'The Expressive Capacity of State Space Models: A Formal Language Perspective',
    where: 'NeurIPS 2024, arXiv 2405.17394; of its text only the abstract was read',
    read: { citedIn: 'Grazzi et al. 2025' },
  },
  shakerinava: {
    short: 'Shakerinava et al. 2026',
    title: 'The Expressive Limits of Diagonal SSMs for State-Tracking',
    where: 'ICLR 2026, arXiv 2603.01959',
    read: 'abstract',
  },
  yang: {
    short: 'Angluin, Chiang and Yang 2023',
    title: 'Masked Hard-Attention Transformers Recognize Exactly the Star-Free Languages',
    where: 'NeurIPS 2024 (Yang, Chiang and Angluin), arXiv 2310.13897',
    read: 'abstract',
  },
} as const satisfies Record<string, Source>;

export type SourceName = keyof typeof SOURCES;

/** `Merrill et al. 2024, ICML text, Theorem 4.4`; what was not read says where it is cited. */
export function cite(name: SourceName, place?: string): string {
  const { short, text, read }: Source = SOURCES[name];
  const parts = [short, place !== undefined && text, place];
  if (read === 'abstract') parts.push('abstract');
  if (typeof read === 'object') parts.push(`as cited in ${read.citedIn}`);
  return parts.filter(Boolean).join(', ');
}
