import { spanText, type Measurement, type NotMeasured } from '../analysis/evaluation';
import type { Span } from '../models/random-words';
import { percent } from '../text/percent';
import { UsageError, type Arguments } from './usage';
import type { Option } from './option';

export const FAIL_UNDER_OPTION: Option = {
  name: 'fail-under',
  value: '0.95@64',
  help: 'exit code 1 where fewer words of a length are right, for any model; may be given several times',
  many: true,
};

/** The share of words of a length that must be right. */
export interface Floor {
  share: number;
  length: number;
}

/** @throws UsageError for what is none, or is of a length that is not measured */
export function floorsOf(args: Arguments, lengths: readonly (number | Span)[]): Floor[] {
  return args.texts('fail-under').map((text) => {
    const [, share = '', length = ''] = /^([01]?\.?\d*)@(\d+)$/.exec(text) ?? [];
    const floor = { share: Number(share), length: Number(length) };
    if (share === '' || share === '.' || length === '' || floor.share > 1)
      throw new UsageError(`--fail-under '${text}' is not a share from 0 to 1 at a length, such as 0.95@64`);
    if (!lengths.includes(floor.length))
      throw new UsageError(`--fail-under ${text}: ${length} is none of the lengths (--lengths)`);
    return floor;
  });
}

/** What of a model's results lies below, in a line each. */
export function shortfalls(
  id: string,
  results: readonly (Pick<Measurement, 'length' | 'shortest' | 'full' | 'fullInterval'> | NotMeasured)[],
  floors: readonly Floor[],
): string[] {
  return floors.flatMap(({ share, length }) => {
    const result = results.find((one) => one.length === length && one.shortest === undefined);
    if (!result) return [`${id}: length ${length} was not measured`];
    if ('reason' in result) return [`${id}: length ${spanText(result)} was not measured: ${result.reason}`];
    if (result.full >= share) return [];
    const [low, high] = result.fullInterval;
    return [
      `${id}: ${percent(result.full)} of words of ${spanText(result)} are right (${percent(low)} to ${percent(high)}), less than ${percent(share)}`,
    ];
  });
}
