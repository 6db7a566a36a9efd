/**
 * How two runs stand to each other at one step. Numbered by how much it matters: of the steps that share a pixel, the
 * least is drawn.
 */
export const Relation = {
  OnlyFirst: 0,
  OnlySecond: 1,
  WrongDifferently: 2,
  /** Also where both are wrong about different objects, whose states cannot be compared. */
  WrongAlike: 3,
  BothRight: 4,
  /** One of them has no state here. */
  None: 5,
} as const;
