import type { Verdict } from '../algebra/verdict';

/** What theory says of an architecture and the state of a trace, for a student. */
export interface Theory {
  /** `can` and `cannot` are proved (up to the assumption that the line names); `open` is neither, or depends. */
  says: 'can' | 'cannot' | 'open';
  line: string;
}

type Say = (verdict: Verdict) => Theory;
type Column = Record<Exclude<Verdict['class'], 'unknown'>, Theory | Say>;

const can = (line: string): Theory => ({ says: 'can', line });
const cannot = (line: string): Theory => ({ says: 'cannot', line });
const open = (line: string): Theory => ({ says: 'open', line });
const always = (theory: Theory | Say): Column => ({ aperiodic: theory, solvable: theory, 'non-solvable': theory });

/** Barrington 1989: the word problem of a group that is not solvable is NC¹-complete. */
const notInTC0 = (theorem: string): Theory =>
  cannot(
    `any fixed depth stays in TC⁰ (${theorem}), and this is NC¹-complete (Barrington 1989): impossible if TC⁰ ≠ NC¹`,
  );

const RNN = always(
  can(
    'a nonlinear recurrence holds any finite automaton in one layer, at every length (Minsky 1954; Merrill et al. 2024, Theorem 5.1)',
  ),
);

const TRANSFORMER: Column = {
  aperiodic: can(
    'a fixed number of layers is enough, with weights that depend on the length (Liu et al. 2023, Theorem 2)',
  ),
  solvable: can(
    'a fixed number of layers is enough, with weights that depend on the length (Liu et al. 2023, Theorem 2); such shortcuts often fail beyond the lengths of training',
  ),
  'non-solvable': {
    ...notInTC0('Merrill and Sabharwal 2023'),
    line:
      `${notInTC0('Merrill and Sabharwal 2023').line}; ` +
      'layers that grow like the logarithm of the length are enough (Liu et al. 2023, Theorem 1)',
  },
};

/** Its transition does not look at the input. */
const S4: Column = {
  aperiodic: open(
    'its transition does not look at the input, so a memory cannot be kept or overwritten as the input says; no theorem covers all star-free states',
  ),
  solvable: open(
    'it stays in TC⁰ (Merrill et al. 2024, Theorem 4.2), which is no obstacle here, but no theorem says that it can',
  ),
  'non-solvable': notInTC0('Merrill et al. 2024, Theorem 4.2'),
};

const STAR_FREE = can(
  'non-negative gates that look at the input hold every star-free state at finite precision, at every length (Sarrof et al. 2024, Theorem 4)',
);

/** Diagonal transitions with entries in [0, 1] that look at the input. */
const MAMBA: Column = {
  aperiodic: STAR_FREE,
  solvable: cannot(
    'with non-negative gates and finite precision only star-free states can be held at every length, and not even parity is one (Sarrof et al. 2024, Theorems 2 and 4)',
  ),
  'non-solvable': notInTC0('Merrill et al. 2024, Theorem 4.4'),
};

/** The same with entries in [−1, 1]. */
const MAMBA_NEGATIVE: Column = {
  aperiodic: STAR_FREE,
  solvable: ({ group, order }) => {
    if (order === '2')
      return can(
        'an entry of −1 flips its sign with every step that counts, which is parity (Grazzi et al. 2025, section 4.2)',
      );
    if (group && order !== undefined && !isPowerOfTwo(BigInt(order))) {
      return cannot(
        'real diagonal transitions count modulo powers of two only, at finite precision (Grazzi et al. 2025, Theorem 2)',
      );
    }
    return open(
      'entries in [−1, 1] make parity possible (Grazzi et al. 2025, section 4.2); no theorem says how far several layers reach here',
    );
  },
  'non-solvable': notInTC0('Merrill et al. 2024, Theorem 4.4'),
};

/** One transition I − βkkᵀ for each token, β in [0, 1]. */
const withoutReflections: Say = ({ group }) =>
  group
    ? cannot(
        'with eigenvalues in [0, 1] and finite precision a repeated step comes to rest, so not even parity works (Grazzi et al. 2025, Theorem 1)',
      )
    : open(
        'with eigenvalues in [0, 1] parity is out of reach (Grazzi et al. 2025, Theorem 1); no theorem covers these steps',
      );
const DELTANET: Column = {
  aperiodic: open(
    'a step erases and writes one direction, which is a flip-flop; no theorem covers all star-free states',
  ),
  solvable: withoutReflections,
  'non-solvable': withoutReflections,
};

/** The same with β in [0, 2]: a step can reflect, and a swap is a reflection. */
const withReflections: Say = ({ group }) =>
  group
    ? can(
        'with eigenvalues in [−1, 1] one layer follows any group whose tokens are swaps, at every length, for a swap is a reflection (Grazzi et al. 2025, Theorem 3)',
      )
    : open(
        'it can follow swaps (Grazzi et al. 2025, Theorem 3); for overwriting as well, Theorem 4 needs several reflections per token',
      );
const DELTANET_NEGATIVE: Column = { ...always(withReflections), aperiodic: DELTANET.aperiodic };

const HYBRID: Column = {
  aperiodic: STAR_FREE,
  solvable: can(
    'its attention layers may do what a fixed number of transformer layers does, with weights that depend on the length (Liu et al. 2023, Theorem 2)',
  ),
  'non-solvable': notInTC0('Merrill and Sabharwal 2023; Merrill et al. 2024, Theorem 4.4'),
};

const inputDependent =
  'a transition matrix chosen by the input holds any finite automaton in one layer (Merrill et al. 2024, Theorem 5.2)';

/** The bundled IDS4 has rotations for transitions: all of a group, but no overwriting. */
const rotations: Say = ({ group }) =>
  group
    ? can(inputDependent)
    : open(`${inputDependent}, but where transitions are rotations nothing is forgotten, as overwriting needs`);

/** By the `architecture` of a model's manifest. */
const COLUMNS: Readonly<Record<string, Column>> = {
  'elman-rnn': RNN,
  lstm: RNN,
  transformer: TRANSFORMER,
  s4: S4,
  mamba: MAMBA,
  'mamba negative': MAMBA_NEGATIVE,
  'gated-linear-attention': MAMBA,
  deltanet: DELTANET,
  'deltanet negative': DELTANET_NEGATIVE,
  hybrid: HYBRID,
  ids4: always(rotations),
  'wfa-ssm': always(can(inputDependent)),
  'rnn-ssm': always(
    can(
      'a step function around a linear recurrence holds any finite automaton in one layer (Merrill et al. 2024, Theorem 5.1)',
    ),
  ),
};

export const ARCHITECTURES: readonly string[] = Object.keys(COLUMNS);

/**
 * One line of theory for a state of this class and an architecture, the theorem named; undefined when the class is
 * unknown, or the architecture is not one of those above.
 *
 * @param architecture as in a manifest; with `negative`, the kin of it whose eigenvalues span [−1, 1]
 */
export function theory(verdict: Verdict, architecture: string, negative = false): Theory | undefined {
  return entryOf(
    verdict,
    negative && Object.hasOwn(COLUMNS, `${architecture} negative`) ? `${architecture} negative` : architecture,
  );
}

/** The first architecture of the table about which it says the same, whatever the state; an unknown one is like no other. */
export function sameTheoryAs(architecture: string): string {
  if (!Object.hasOwn(COLUMNS, architecture)) return architecture;
  return ARCHITECTURES.find((name) => COLUMNS[name] === COLUMNS[architecture]) ?? architecture;
}

/** One line for each architecture, in the order of the table; none when the class is unknown. */
export function theories(verdict: Verdict): (Theory & { architecture: string })[] {
  return ARCHITECTURES.flatMap((name) => {
    const said = entryOf(verdict, name);
    return said ? [{ architecture: name.replace(' negative', ' [−1, 1]'), ...said }] : [];
  });
}

function entryOf(verdict: Verdict, name: string): Theory | undefined {
  // Theorems speak of automata; of one run there is nothing that they could say.
  if (verdict.class === 'unknown' || verdict.thisRunOnly !== undefined || !Object.hasOwn(COLUMNS, name))
    return undefined;
  const entry = COLUMNS[name]?.[verdict.class];
  return typeof entry === 'function' ? entry(verdict) : entry;
}

function isPowerOfTwo(n: bigint): boolean {
  return (n & (n - 1n)) === 0n;
}
