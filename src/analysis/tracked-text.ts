import { toldText, type Told } from './partitions/partitions';
import type { Kept } from './tracked';

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** One partition, or several that differ only in which objects they tell of. @param all how many of them there are */
export function togetherText(told: readonly Told[], all: number): string {
  const [first, another] = told;
  if (!first || !another || first.kind !== 'where') return first ? toldText(first) : '';
  const count = first.objects.length;
  const number = NUMBERS[count] ?? String(count);
  const any = told.length === all ? `any ${number}` : `some ${number}`;
  const one = count === 1;
  const some = told.length < all ? ` (${told.length} of ${all})` : '';
  const where = `where ${any} ${one ? 'object is' : 'objects are'}${some}${first.set ? ', but not which is which' : ''}`;
  return first.and === undefined ? where : `${first.and} and ${where}`;
}

/** Others are in the table. */
const MOST_IN_A_SENTENCE = 3;

/** `keeps the sign to 64 tokens, where any one object is to 14, the whole state to 10` */
export function sentenceOf(kept: readonly Kept[], { length, words }: { length: number; words: number }): string {
  const longestFirst = [...kept].sort((a, b) => b.to - a.to);
  const state = longestFirst.find(({ kind }) => kind === 'state');
  const others = longestFirst.filter((one) => one !== state);
  // The one kept longest and the finest ones say most.
  const shown =
    others.length < MOST_IN_A_SENTENCE ? others : [...others.slice(0, 1), ...others.slice(1 - MOST_IN_A_SENTENCE + 1)];
  const how = `(no error in at least 90% of ${words} random words of ${length} tokens)`;
  if (!state) return '';
  if (state.all) return `keeps the whole state to all ${length} tokens ${how}`;
  const reach = ({ to, toMost, all }: Kept): string =>
    all ? `all ${to}` : toMost === undefined ? String(to) : `${to}–${toMost}`;
  const [first, ...rest] = [...shown, state];
  const keeps = first.kind === 'learned' ? 'keeps apart' : 'keeps';
  const parts = [
    `${first.name} to ${reach(first)} ${first.to === 1 && !first.all ? 'token' : 'tokens'}`,
    ...rest.map((one) => `${one.name} to ${reach(one)}`),
  ];
  return `${keeps} ${parts.join(', ')} ${how}`;
}
