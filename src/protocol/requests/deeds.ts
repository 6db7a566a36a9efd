/** What the extension does for the page. */
import * as z from 'zod/mini';
import { DOCS_PAGES } from '../docs';
import { MOST_FILE_BYTES } from '../limits';
import { commandName } from '../page-state';
import { output, request, runKey } from '../request';
import { id, index, uint8, type Schema, type Type } from '../schema';

const file = z.object({
  name: z.string().check(z.maxLength(200)),
  data: uint8.check(z.refine(({ byteLength }) => byteLength <= MOST_FILE_BYTES)),
});
/** Asks the person where to save a file; false when they did not want to. */
export const save = request({ ask: file, answer: z.boolean(), saved: 'worked out' });

/** `.npz` of NumPy, or safetensors. */
export type StatesFormat = Type<typeof statesFormat>;
const statesFormat = z.enum(['npz', 'safetensors']);

const outputs: Schema<readonly string[]> = z.array(output).check(z.minLength(1), z.maxLength(100));
/** Hidden states (all steps, full width) of a run, to a file the person chooses; false when they did not want to. */
export const saveStates = request({
  ask: z.extend(runKey, { outputs, format: statesFormat }),
  answer: z.boolean(),
  saved: 'refused',
});

export const command = request({ ask: z.object({ name: commandName }), answer: z.null(), saved: 'refused' });

/** Probes again, with the steps inside of the call at a step or without those around it. */
export const stepCall = request({
  ask: z.object({ probe: id, step: index, way: z.enum(['into', 'out']) }),
  answer: z.null(),
  saved: 'refused',
});

/** Probes again with these five objects followed; without them the person is asked which. */
export const follow = request({
  ask: z.object({ probe: id, objects: z.exactOptional(z.array(z.string()).check(z.minLength(5), z.maxLength(5))) }),
  answer: z.null(),
  saved: 'refused',
});

/** Select the step in its source and give the editor the focus. */
export const openStep = request({ ask: z.object({ probe: id, step: index }), answer: z.null(), saved: 'refused' });

/** Opens a page of the documentation beside the editor, at a heading. */
export const openDocs = request({
  ask: z.object({
    page: z.enum(DOCS_PAGES),
    anchor: z.exactOptional(z.string().check(z.maxLength(100))),
  }),
  answer: z.null(),
  saved: 'refused',
});
