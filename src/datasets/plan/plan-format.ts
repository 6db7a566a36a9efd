/** Written into the folder of an unfinished run; a run goes on only with the very same plan. */
export const PLAN_FILE = 'plan.json';
export const PLAN_FORMAT = 'state-probe/dataset-plan@2';

/** How words are told. */
export const DRESSES = ['word', 'chess', 'python', 'javascript', 'narrative'] as const;
