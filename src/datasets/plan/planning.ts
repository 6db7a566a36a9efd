import { namedGroup } from '../../algebra/groups';
import { isOfBlocks } from '../tables/columns';
import { generatorIds } from './generators';
import type { Fractions } from '../splits/keys';
import type { Dress, Plan, WordsPlan } from './plan';
import { DRESSES } from './plan-format';

/** Options as people write them → parts of a plan. */

/** Examples that one piece of work makes, and bytes of files that it reads. */
const CHUNK_EXAMPLES = 4096;
const CHUNK_BYTES = 1 << 17;
/** The same of words in blocks, which are a group of rows in Parquet as well: so many, and no more tokens than this. */
const CHUNK_FEW_WORDS = 1 << 12;
const FEW_WORDS = 1 << 16;
const CHUNK_WORDS = 1 << 14;
const CHUNK_MANY_WORDS = 1 << 16;
const MANY_WORDS = 1 << 20;
const CHUNK_TOKENS = 1 << 21;
/** Rows of a Parquet file. */
const SHARD = 100_000;
const SHARD_WORDS = 1_000_000;

/** How a data set is cut for the work on it; it depends on nothing but what is made, as the bytes of files do on it. */
export function piecesOf(plan: Pick<Plan, 'source' | 'columns'>): Pick<Plan, 'chunk' | 'shard'> {
  const { source } = plan;
  if (source.kind === 'trace') return { chunk: CHUNK_BYTES, shard: SHARD };
  if (!isOfBlocks(plan)) return { chunk: CHUNK_EXAMPLES, shard: SHARD };
  const { count: many } = source;
  const words = many > MANY_WORDS ? CHUNK_MANY_WORDS : many > FEW_WORDS ? CHUNK_WORDS : CHUNK_FEW_WORDS;
  return { chunk: Math.min(words, Math.ceil(CHUNK_TOKENS / source.lengths.most)), shard: SHARD_WORDS };
}

export const MAX_COUNT = 1_000_000_000;

/** `16` or `4-64`. @throws RangeError */
export function parseLengths(text: string): { least: number; most: number } {
  const [, first, second] = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(text) ?? [];
  const [least, most] = [Number(first), Number(second ?? first)];
  if (first === undefined || least < 1 || most < least || most > 100_000)
    throw new RangeError(`a length is a number such as 16, or a range such as 4-64 (at most 100000), not '${text}'`);
  return { least, most };
}

/** `80,10,10`, or any three numbers in these proportions. @throws RangeError */
export function parseFractions(text: string): Fractions {
  const parts = text.split(',').map(Number);
  const sum = parts.reduce((total, part) => total + part, 0);
  if (parts.length !== 3 || parts.some((part) => !(part >= 0)) || !(sum > 0) || !Number.isFinite(sum))
    throw new RangeError(`the shares of train, validation and test are three numbers such as 80,10,10, not '${text}'`);
  const [train = 0, validation = 0, test = 0] = parts.map((part) => part / sum);
  return [train, validation, test];
}

export interface WordOptions {
  group: string;
  generators: string;
  length: string;
  count: number;
  unique: boolean;
  as: string;
}

/** @throws RangeError; SourceError where `generators` is no list of elements */
export async function planWords({
  group: name,
  generators,
  length,
  count,
  unique,
  as,
}: WordOptions): Promise<WordsPlan> {
  const group = namedGroup(name);
  if (!group) throw new RangeError(`'${name}' is not a group: S5, A5, Z60, A4xZ5 and the like`);
  const dress: Dress | undefined = DRESSES.find((one) => one === as);
  if (!dress) throw new RangeError(`'${as}' is not one of ${DRESSES.join(', ')}`);
  const { least, most } = parseLengths(length);
  const ids = await generatorIds(group, generators);
  const letters = ids?.length ?? Number(group.order);
  const room = Array.from({ length: most - least + 1 }, (_, k) => letters ** (least + k)).reduce(
    (sum, n) => sum + n,
    0,
  );
  if (unique && room < count)
    throw new RangeError(`there are only ${room} different words of these lengths, not ${count}`);
  if (dress === 'chess' && group.degree !== 5)
    throw new RangeError(`chess tells words of five things, ${group.name} moves ${group.degree}`);
  return {
    kind: 'word',
    group: group.name,
    generators: ids && [...ids],
    lengths: { least, most },
    count,
    unique,
    as: dress,
  };
}
