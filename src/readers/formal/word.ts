import type { Language } from '../../languages/schema';

/** A word, and where each of its symbols stands. */
export interface FoundWord {
  language: Language;
  symbols: { symbol: number; start: number; end: number }[];
  /** How the text was taken. */
  remark?: string;
}
