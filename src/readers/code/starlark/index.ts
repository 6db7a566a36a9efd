import type { Front } from '../front';
import { python } from '../python';
import { lowerBlock } from './lower';

/** Starlark (Bazel's build files): Python's grammar and values, without loops that may not end. */
export const starlark: Front = { ...python, lower: lowerBlock };
