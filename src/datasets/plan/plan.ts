import type * as z from 'zod';
import type { DRESSES } from './plan-format';
import type { filesPlan, languagePlan, planSchema, problemPlan, wordsPlan } from './plan-schema';

export type Plan = z.infer<typeof planSchema>;
export type WordsPlan = z.infer<typeof wordsPlan>;
export type LanguagePlan = z.infer<typeof languagePlan>;
export type ProblemPlan = z.infer<typeof problemPlan>;
export type FilesPlan = z.infer<typeof filesPlan>;
export type FileInPlan = FilesPlan['files'][number];
export type Dress = (typeof DRESSES)[number];
