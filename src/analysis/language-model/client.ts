import type { InferenceClient } from '../../inference/client';

/** What asks a language model, in a process of its own. */
export type LanguageClient = Pick<InferenceClient, 'language'> & Partial<Pick<InferenceClient, 'kept'>>;
