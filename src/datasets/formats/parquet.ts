import { namedGroup } from '../../algebra/groups';
import type { Split } from '../keys';
import type { AboutSplit, Format, FileOf, Part } from './format';

/** Files of rows, named as Hugging Face names those of a split. */
export const parquet: Format = {
  name: 'parquet',
  label: 'Parquet',
  help: 'for Hugging Face datasets and pandas',
  path: (split) => `data/${split}-*.parquet`,
  isTyped: true,
  files: shards,
  async write({ file, plan: { source }, examples }) {
    // Its library is needed by the workers that write such files alone.
    const { ParquetFile } = await import('../parquet');
    const order = source.kind === 'word' ? (namedGroup(source.group)?.order ?? 0n) : 0n;
    const rows = new ParquetFile(file, source.kind, order > 2n ** 31n);
    for (const example of examples()) rows.add(example);
    rows.finish();
  },
};

function shards(split: Split, { plan: { shard: size }, facts }: AboutSplit): FileOf[] {
  const total = facts.reduce((sum, { statistics }) => sum + statistics[split].examples, 0);
  const count = Math.ceil(total / size);
  const number = (value: number) => String(value).padStart(5, '0');
  const parts = Array.from({ length: count }, (): Part[] => []);
  let before = 0;
  facts.forEach(({ statistics }, chunk) => {
    const { examples } = statistics[split];
    for (let skip = 0; skip < examples;) {
      const shard = Math.floor((before + skip) / size);
      const take = Math.min(examples - skip, (shard + 1) * size - before - skip);
      parts[shard]?.push({ chunk, skip, take });
      skip += take;
    }
    before += examples;
  });
  return parts.map((each, shard) => ({
    path: `data/${split}-${number(shard)}-of-${number(count)}.parquet`,
    parts: each,
  }));
}
