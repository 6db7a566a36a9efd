import type { Part } from '../../core/library/library';
import { makeNamedTuple, namedTuple, replaced } from '../named-tuples';

export const namedTuples: Part = {
  functions: { 'collections.namedtuple': { run: namedTuple } },
  methods: { namedtuple: { make: { run: makeNamedTuple }, replace: { run: replaced } } },
};
