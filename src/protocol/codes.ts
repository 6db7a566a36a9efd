/** In an arrangement: nothing is known of this slot. A row of only these is no state at all (chess's null state). */
export const NOTHING = -1;
/** In a predicted arrangement: a place that the model has and the world has not (S5 models on a world of three). */
export const SPARE = -2;

/** How the two are written. */
export const NOTHING_SIGN = '·';
export const SPARE_SIGN = '?';
