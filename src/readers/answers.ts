import type { Asked, Inputs } from './reader';

/** What was answered so far, with one more answer. */
export function answered<T extends Inputs>(options: T, asks: Asked, answer: string): T {
  switch (asks.kind) {
    case 'line':
      return { ...options, lines: [...(options.lines ?? []), answer] };
    case 'value':
      return { ...options, set: { ...options.set, [asks.name]: answer } };
    case 'call':
      return { ...options, call: answer };
  }
}

/** The question as a person reads it. */
export function questionOf(asks: Asked): string {
  switch (asks.kind) {
    case 'line':
      return asks.prompt.trim() === '' ? 'A line of its input' : `A line of its input: ${asks.prompt.trim()}`;
    case 'value':
      return `The value of ${asks.name}`;
    case 'call':
      return `A call of ${asks.name} with example values`;
  }
}
