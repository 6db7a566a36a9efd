import type { Dress } from '../../reductions';

/** Steps of a word that is told. */
export const MOST_TOLD = 100;
/** Words of a length. */
export const MOST_WORDS = 1000;
/** Every question costs a chat model tokens: so many words of each length, and these lengths, unless told otherwise. */
export const CHAT_COUNT = 20;
export const CHAT_LENGTHS: readonly number[] = [1, 2, 4, 8, 16];
/** The paper's three. */
export const TOLD: readonly Dress[] = ['python', 'chess', 'narrative'];
