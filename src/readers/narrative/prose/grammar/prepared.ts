import { wordSet } from '../../language/word-set';
import type { Token } from '../../language/tokens';
import { eachOfThem } from './members';
import { spelledOut } from './spelled';

/** The words of a sentence without what only numbers, joins or dresses it, and with all that it says in short spelled out. */
export function prepared(tokens: readonly Token[], begun: boolean): Token[] {
  return withoutLabel(asIs(withoutAsides(eachOfThem(spelledOut(tokens.filter(({ kind }) => kind !== 'end')))), begun));
}

/** `Leilani was to be the queen`, before all else: she is. */
function asIs(tokens: readonly Token[], begun: boolean): readonly Token[] {
  if (begun) return tokens;
  return tokens.filter(
    (_, k) =>
      !['was to be', 'were to be', 'is to be', 'are to be'].some((phrase) =>
        [1, 2].some(
          (back) =>
            k >= back &&
            tokens
              .slice(k - back, k - back + 3)
              .map(({ lower }) => lower)
              .join(' ') === phrase,
        ),
      ),
  );
}

/** `and she, too, had to go`: without what stands between commas and only joins it to what was told. */
function withoutAsides(tokens: readonly Token[]): readonly Token[] {
  const isComma = (at: number) => tokens[at]?.text === ',';
  return tokens.filter(
    ({ lower }, k) =>
      !(ASIDES.has(lower) && isComma(k - 1) && isComma(k + 1)) &&
      !(
        isComma(k) &&
        ((ASIDES.has(tokens[k + 1]?.lower ?? '') && isComma(k + 2)) ||
          (ASIDES.has(tokens[k - 1]?.lower ?? '') && isComma(k - 2)))
      ),
  );
}

const ASIDES = wordSet(
  'too however though meanwhile also naturally annoyed amused bored tired delighted surprised curious suspicious unaware oblivious puzzled furious angry happy sad hungry thirsty jealous scared worried confused unimpressed relieved excited smiling laughing grinning reluctantly eagerly again then finally instead',
);

/** `Step 1: …` */
function withoutLabel(tokens: readonly Token[]): Token[] {
  const [label, number, colon] = tokens;
  const isLabel =
    LABELS.has(label?.lower ?? '') &&
    (number?.kind === 'number' || /^(?:one|two|three|four|five|six|seven|eight|nine|ten)$/.test(number?.lower ?? '')) &&
    colon?.text === ':';
  return tokens.slice(isLabel ? 3 : 0);
}

const LABELS = wordSet(
  'act scene part chapter step round move turn day week swap exchange trade stage phase night event action game note hour minute lap',
);
