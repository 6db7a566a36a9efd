import * as z from 'zod';

const eventsSchema = z.array(
  z.looseObject({
    args: z.looseObject({ op_name: z.string().optional(), provider: z.string().optional() }).optional(),
  }),
);

/** Every operator that ran, and the provider that ran it, from a profile of onnxruntime (Chrome trace events, JSON). */
export function operatorsOf(profile: string): { operator: string; provider: string }[] {
  return eventsSchema.parse(JSON.parse(profile)).flatMap(({ args }) => {
    if (!args?.op_name || !args.provider) return [];
    return [{ operator: args.op_name, provider: args.provider }];
  });
}
