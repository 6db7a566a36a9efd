import type * as z from 'zod';
import type { filesPlan, languagePlan, planSchema, wordsPlan } from './plan-schema';

/** Written into the folder of an unfinished run; a run goes on only with the very same plan. */
export const PLAN_FILE = 'plan.json';
export const PLAN_FORMAT = 'state-probe/dataset-plan@2';

export const DRESSES = ['word', 'chess', 'python', 'javascript', 'narrative'] as const;

export type Plan = z.infer<typeof planSchema>;
export type WordsPlan = z.infer<typeof wordsPlan>;
export type LanguagePlan = z.infer<typeof languagePlan>;
export type FilesPlan = z.infer<typeof filesPlan>;
export type FileInPlan = FilesPlan['files'][number];
export type Dress = (typeof DRESSES)[number];
