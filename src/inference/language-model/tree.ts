/** What has to be known of a model to tell candidates apart: the probability of a token behind the first so many of a row. */
interface Term {
  row: number;
  /** The token stands at this place of the row, or behind its end. */
  at: number;
  token: number;
}

/** Rows of tokens that are to be run, and for each candidate the terms whose logarithms are added. */
export interface Decisions {
  rows: Int32Array[];
  terms: Term[][];
}

/**
 * Candidates as branches of a tree of tokens. A candidate counts up to the token that tells it from all others, so that long names
 * are not less likely than short ones for their length alone.
 *
 * @param sequences tokens of the text with each candidate
 * @returns undefined where one of them is the beginning of another, so that no token tells them apart
 */
export function decisions(sequences: readonly Int32Array[]): Decisions | undefined {
  const rows: Int32Array[] = [];
  const terms: Term[][] = sequences.map(() => []);
  const walk = (members: readonly number[], from: number): boolean => {
    for (let depth = from; members.length > 1; depth++) {
      const groups = new Map<number, number[]>();
      for (const one of members) {
        const token = sequences[one]?.[depth];
        if (token === undefined) return false;
        groups.set(token, [...(groups.get(token) ?? []), one]);
      }
      const isTold = (terms[members[0] ?? 0]?.length ?? 0) > 0;
      if (groups.size > 1 || isTold) {
        const row = rows.push((sequences[members[0] ?? 0] ?? new Int32Array()).subarray(0, depth)) - 1;
        for (const [token, group] of groups) for (const one of group) terms[one]?.push({ row, at: depth, token });
      }
      if (groups.size > 1) return [...groups.values()].every((group) => walk(group, depth + 1));
    }
    return true;
  };
  return walk([...sequences.keys()], 0) ? shared({ rows, terms }) : undefined;
}

/** A row that is the beginning of another need not be run. */
function shared({ rows, terms }: Decisions): Decisions {
  const kept: Int32Array[] = [];
  const place = new Map<number, number>();
  const longest = [...rows.keys()].sort((a, b) => (rows[b]?.length ?? 0) - (rows[a]?.length ?? 0));
  for (const row of longest) {
    const own = rows[row] ?? new Int32Array();
    const found = kept.findIndex((other) => own.every((token, at) => other[at] === token));
    place.set(row, found >= 0 ? found : kept.push(own) - 1);
  }
  return { rows: kept, terms: terms.map((list) => list.map((term) => ({ ...term, row: place.get(term.row) ?? 0 }))) };
}
