/** What a parser says of a text that it does not take. */
export async function reasonOf(parse: () => unknown): Promise<string | undefined> {
  try {
    await parse();
    return undefined;
  } catch (error) {
    return error instanceof Error ? ((error as { reason?: string }).reason ?? error.message) : String(error);
  }
}

/** Why a text is no whole number between two. */
export function wholeNumber(value: string, least: number, most = Number.MAX_SAFE_INTEGER): string | undefined {
  const number = Number(value);
  return /^\d+$/.test(value) && number >= least && number <= most
    ? undefined
    : `a whole number from ${least}${most === Number.MAX_SAFE_INTEGER ? '' : ` to ${most.toLocaleString('en-US')}`}, not '${value}'`;
}

/** Why a value is none of those that are known. */
export function oneOf(value: string, known: readonly string[]): string | undefined {
  return known.includes(value) ? undefined : `'${value}' is not one of ${known.join(', ')}`;
}

/** The same of values separated by commas. */
export function allOf(value: string, known: readonly string[]): string | undefined {
  const named = value
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  if (named.length === 0) return `name some of ${known.join(', ')}`;
  return named.map((one) => oneOf(one, known)).find((reason) => reason !== undefined);
}
