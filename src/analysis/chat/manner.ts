import { TEMPLATE, templateFault } from './template';

/** How a chat model is asked. */
export interface Manner {
  template?: string | undefined;
  /** 0 if absent. */
  temperature?: number | undefined;
  /** Answers to each question; 1 if absent. */
  samples?: number | undefined;
  /** Whether it is told to think in writing first. */
  isReasoned?: boolean | undefined;
  seed: number;
}

const MOST_SAMPLES = 100;
const MOST_TEMPERATURE = 2;
/** Of several answers, unless told otherwise: at 0 they would be one. */
export const OF_SAMPLES = 0.7;

/** Why a manner cannot be asked in. `about` tells what is to be changed. */
export interface MannerFault {
  about: 'template' | 'samples' | 'temperature';
  fault: string;
}

/**
 * What was wished, whole: what is left out depends on the rest.
 *
 * @param wished `temperature` in 0…2, `samples` in 1…100
 */
export function mannerFor(
  wished: Pick<Manner, 'template' | 'temperature' | 'samples'>,
  seed: number,
): Manner | MannerFault {
  const { template = TEMPLATE, samples = 1 } = wished;
  if (samples > MOST_SAMPLES) return { about: 'samples', fault: `at most ${MOST_SAMPLES}, not ${samples}` };
  const temperature = wished.temperature ?? (samples > 1 ? OF_SAMPLES : 0);
  if (!(temperature >= 0 && temperature <= MOST_TEMPERATURE))
    return {
      about: 'temperature',
      fault: `a number from 0 to ${MOST_TEMPERATURE}${Number.isNaN(temperature) ? '' : `, not ${temperature}`}`,
    };
  if (samples > 1 && temperature === 0)
    return { about: 'samples', fault: 'several answers at a temperature of 0 are one answer: choose one of the two' };
  const fault = templateFault(template);
  if (fault !== undefined) return { about: 'template', fault };
  return { seed, samples, temperature, template };
}

export function isFault(found: Manner | MannerFault): found is MannerFault {
  return 'fault' in found;
}
