/** The one list of requests; each is declared once, with its question, its answer, and what becomes of it in a file. */
import type { InFile } from '../request';
import type { Schema, Type } from '../schema';
import * as accuracy from './accuracy';
import * as deeds from './deeds';
import * as difficulty from './difficulty';
import * as grid from './grid';
import * as layers from './layers';
import * as memory from './memory';
import * as onText from './on-text';
import * as over from './over-training';
import * as patches from './patches';
import * as probes from './probes';
import * as states from './states';
import * as steps from './steps';
import * as tensors from './tensors';
import * as textLayers from './text-layers';

export type * from './accuracy';
export type * from './deeds';
export type * from './difficulty';
export type * from './on-text';
export type * from './grid';
export type * from './layers';
export type { Eigenvalues, Likeness, Memory } from './memory';
export type { OverTraining, TrainingMoment } from './over-training';
export type { Precision, WithoutParts } from './patches';
export type { ProbeSummary } from './probes';
export type * from './states';
export type * from './steps';
export type * from './tensors';
export type * from './text-layers';

/** Every value that these files export is a request, by its name. */
const declared = {
  ...layers,
  ...steps,
  ...states,
  ...difficulty,
  ...onText,
  ...accuracy,
  ...probes,
  ...over,
  ...patches,
  ...memory,
  ...grid,
  ...tensors,
  ...textLayers,
  ...deeds,
};

type Declared = typeof declared;
export type RequestName = keyof Declared;

/** Of each request what is asked and answered. */
export type Requests = {
  [K in RequestName]: { ask: Type<Declared[K]['ask']>; answer: Type<Declared[K]['answer']> };
};

export const REQUESTS: {
  [K in RequestName]: {
    ask: Schema<Requests[K]['ask']>;
    answer: Schema<Requests[K]['answer']>;
    saved: InFile<Requests[K]['ask']>;
  };
} = declared;

export function isRequestName(name: string): name is RequestName {
  return Object.hasOwn(REQUESTS, name);
}

type SavedAs<How> = { [K in RequestName]: Declared[K]['saved'] extends How ? K : never }[RequestName];

/** Requests that a saved page works out from what is kept. */
export type WorkedOut = SavedAs<'worked out'>;
/** Requests whose answers are kept in a saved page, for every model that ran. */
export type Prepared = SavedAs<readonly unknown[]>;
