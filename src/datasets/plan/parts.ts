import type { Plan } from './plan';

export type Part = NonNullable<Plan['part']>;

/** `2/4`: the second of four. @throws RangeError */
export function parsePart(text: string): Part {
  const [, which, of] = /^(\d{1,5})\/(\d{1,5})$/.exec(text) ?? [];
  const part = { index: Number(which) - 1, of: Number(of) };
  if (which === undefined || part.of < 2 || part.index < 0 || part.index >= part.of)
    throw new RangeError(`a part is told as 1/4 … 4/4, not '${text}'`);
  return part;
}

/**
 * The pieces of a generated data set that a plan makes: the first, and the one behind the last. What an example is depends
 * on its number alone, so parts that share no piece share no number.
 *
 * @throws RangeError where there are fewer pieces than parts
 */
export function chunksOf({ chunk, part }: Plan, count: number): readonly [from: number, to: number] {
  const chunks = Math.ceil(count / chunk);
  if (!part) return [0, chunks];
  const { index, of } = part;
  if (chunks < of)
    throw new RangeError(
      `${count} examples are made in ${chunks} pieces of ${chunk}: there are no ${of} parts of them`,
    );
  return [Math.floor((index * chunks) / of), Math.floor(((index + 1) * chunks) / of)];
}

/** The name of a file, or of one part of it, as loaders know the parts of a split: `train-00001-of-00004.jsonl`. */
export function fileName({ part }: Pick<Plan, 'part'>, stem: string, ending: string): string {
  return part ? `${stem}-${numbered(part.index)}-of-${numbered(part.of)}${ending}` : `${stem}${ending}`;
}

/** The same for the whole, by the name of a part. */
export function wholeName(name: string): string {
  return name.replace(/-\d{5}-of-\d{5}(?=\.\w+$)/, '');
}

export function numbered(value: number): string {
  return String(value).padStart(5, '0');
}
