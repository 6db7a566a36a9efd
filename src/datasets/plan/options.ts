import { FILE_OPTIONS } from './file-options';
import type { DatasetOption } from './option';
import { OUTPUT_OPTIONS } from './output-options';
import { WORD_OPTIONS } from './word-options';

/** In the order in which they are asked. */
export const OPTIONS: readonly DatasetOption[] = [...WORD_OPTIONS, ...FILE_OPTIONS, ...OUTPUT_OPTIONS];

/** What a command means that does not say it; empty where that is nothing. */
export function defaultOf(name: string): string {
  return OPTIONS.find((option) => option.name === name)?.default ?? '';
}
