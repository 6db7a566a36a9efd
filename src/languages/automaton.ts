/** A complete deterministic finite automaton: `transitions[state][symbol]` is the next state. */
export interface Automaton {
  start: number;
  transitions: readonly (readonly number[])[];
  accepting: readonly boolean[];
}

/** More states than this are refused: labels are computed from tables. */
export const MAX_STATES = 10_000;

/** From which states some word still leads to acceptance. */
export function live({ transitions, accepting }: Automaton): boolean[] {
  const comeFrom = transitions.map((): number[] => []);
  transitions.forEach((row, state) => {
    for (const target of new Set(row)) comeFrom[target]?.push(state);
  });
  const alive = [...accepting];
  const open = accepting.flatMap((accepts, state) => (accepts ? [state] : []));
  for (const state of open) {
    for (const before of comeFrom[state] ?? []) {
      if (alive[before]) continue;
      alive[before] = true;
      open.push(before);
    }
  }
  return alive;
}

/** The smallest automaton of the same language (Moore 1956), states in breadth-first order from the start. */
export function minimal({ start, transitions, accepting }: Automaton): Automaton {
  let block = accepting.map(Number);
  for (let blocks = new Set(block).size; ;) {
    const names = new Map<string, number>();
    const finer = transitions.map((row, state) => {
      const signature = [block[state], ...row.map((target) => block[target])].join();
      const known = names.get(signature) ?? names.size;
      names.set(signature, known);
      return known;
    });
    block = finer;
    if (names.size === blocks) break;
    blocks = names.size;
  }
  const member = new Map<number, number>();
  block.forEach((name, state) => {
    if (!member.has(name)) member.set(name, state);
  });
  const place = new Map([[block[start] ?? 0, 0]]);
  const rows: number[][] = [];
  const accepts: boolean[] = [];
  // Entries that are set while the map is walked are walked as well.
  for (const name of place.keys()) {
    const state = member.get(name) ?? 0;
    const targets = (transitions[state] ?? []).map((target) => block[target] ?? 0);
    for (const target of targets) if (!place.has(target)) place.set(target, place.size);
    rows.push(targets.map((target) => place.get(target) ?? 0));
    accepts.push(accepting[state] ?? false);
  }
  return { start: 0, transitions: rows, accepting: accepts };
}
