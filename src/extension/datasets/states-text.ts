/** What the terminal front tells of the states of a model that it has written (docs/formats/dataset-states.schema.json). */
export interface StatesTold {
  splits: readonly { steps: number }[];
  /** Why examples have none, with how many. */
  skipped: Readonly<Record<string, number>>;
}

/** What was written of a model's states: steps, and examples without states with the first reason. */
export function statesText({ splits, skipped }: StatesTold, name: string): string {
  const steps = splits.reduce((sum, split) => sum + split.steps, 0);
  const [first, ...more] = Object.entries(skipped);
  const left = Object.values(skipped).reduce((sum, count) => sum + count, 0);
  const without = first
    ? ` ${left.toLocaleString('en-US')} examples have none: ${first[0]}${more.length > 0 ? `, and ${more.length} more reasons` : ''}.`
    : '';
  return `States of ${name} after ${steps.toLocaleString('en-US')} steps are in states/.${without}`;
}
