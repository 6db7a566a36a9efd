import type { Verdict } from '../../algebra/verdict';
import { cite } from './sources';
import type { Subject } from './subject';

/** What theory says of an architecture and a state, for a student. */
export interface Theory {
  /** `can` and `cannot` are proved under the hypothesis that the line names; `open` is neither. */
  says: 'can' | 'cannot' | 'open';
  /** Hypothesis, reason and source. */
  line: string;
}

type Say = (subject: Subject) => Theory;
type Entry = Theory | Say;

/** What is said of an architecture, by the class of the state. */
export interface Column {
  aperiodic: Entry;
  solvable: Entry;
  'non-solvable': Entry;
  /** Of languages with counters. */
  counters?: Entry;
}

const can = (line: string): Theory => ({ says: 'can', line });
const cannot = (line: string): Theory => ({ says: 'cannot', line });
const open = (line: string): Theory => ({ says: 'open', line });
const always = (entry: Entry): Column => ({ aperiodic: entry, solvable: entry, 'non-solvable': entry });

const FINITE = 'at finite precision and every length';

/** @param who what stays in TC⁰ at log precision, and where that is proved */
const unlessClassesMeet = (who: string): string =>
  `at log precision it stays in TC⁰ (${who}), and this is NC¹-complete (${cite('barrington')}), so not at every length unless TC⁰ = NC¹`;

const RNN = always(
  can(
    `at every length, one layer with a nonlinear step holds any finite automaton (${cite('minsky')}; proved at log precision for a threshold step: ${cite('merrill', 'Theorem 5.1')})`,
  ),
);

const SHORTCUT = `for each length, a fixed number of layers is enough, with weights that depend on the length (${cite('liu')})`;

const TRANSFORMER: Column = {
  aperiodic: can(
    `${SHORTCUT}; with masked hard attention instead of softmax, at every length: exactly the star-free languages (${cite('yang')})`,
  ),
  solvable: can(
    `${SHORTCUT}, often wrong beyond the lengths of training; not at every length with constant precision, which stays in AC⁰, where not even parity is (${cite('li')}), nor with hard attention, which is star-free (${cite('yang')})`,
  ),
  'non-solvable': cannot(
    `without chain of thought, ${unlessClassesMeet(cite('merrillSabharwal', 'Theorem 2'))}; at constant precision it stays in AC⁰, where not even parity is (${cite('li')})`,
  ),
};

const STAYS_S4 = cite('merrill', 'Theorem 4.2');

/** Its transition is diagonal and does not look at the input. */
const S4: Column = {
  aperiodic: open(
    'its transition does not look at the input, so what it forgets does not depend on what it reads; no theorem here covers all star-free states, at finite precision or log precision',
  ),
  solvable: ({ verdict, unary }) => {
    if (unary)
      return open(
        `every step here is the same one, so the state follows from the length, which a fixed rotation counts; what is proved of parity takes a step that changes nothing (at finite precision: ${cite('khavari')})`,
      );
    return hasTwo(verdict)
      ? cannot(
          `${FINITE}, layers whose transitions do not look at the input do not hold even parity, however many there are (${cite('khavari')})`,
        )
      : open(
          `at log precision it stays in TC⁰ (${STAYS_S4}), which is no obstacle here; what is proved of transitions that do not look at the input is about parity (${cite('khavari')})`,
        );
  },
  'non-solvable': cannot(
    `${FINITE} diagonal layers track solvable groups only (${cite('shakerinava')}); ${unlessClassesMeet(STAYS_S4)}`,
  ),
};

const STAR_FREE = can(
  `${FINITE}, with enough layers, non-negative gates that look at the input hold every star-free state (${cite('sarrof', 'Theorem 4')})`,
);
const NOT_PARITY = `${FINITE}, non-negative gates do not hold even parity (${cite('sarrofParity', 'Theorem 2')}), and only star-free states (${cite('sarrof', 'Theorem 4')})`;
const STAYS_DIAGONAL = cite('merrill', 'Theorem 4.4');

const COUNTERS = can(
  `with counters that grow with the length, so not at finite precision, an SSM models it at every length (${cite('sarrof', 'Theorem 5')}); what training finds holds at the trained lengths`,
);

/** Diagonal transitions with entries in [0, 1] that look at the input. */
const MAMBA: Column = {
  aperiodic: STAR_FREE,
  solvable: cannot(NOT_PARITY),
  'non-solvable': cannot(`${NOT_PARITY}; ${unlessClassesMeet(STAYS_DIAGONAL)}`),
  counters: COUNTERS,
};

const POWERS_OF_TWO = `${FINITE}, real diagonal transitions count modulo powers of two only (${cite('grazzi', 'Theorem 2')})`;

/** The same with entries in [−1, 1]. */
const MAMBA_NEGATIVE: Column = {
  aperiodic: STAR_FREE,
  solvable: ({ verdict }) => {
    if (isToggles(verdict))
      return can(
        `${FINITE}, one channel for each toggle: an entry of −1 flips its sign with every step that counts, which is parity (${cite('grazzi', 'section 4.2')})`,
      );
    if (verdict.primes?.some((prime) => prime > 2))
      return cannot(`${POWERS_OF_TWO}, and here something is counted modulo ${verdict.primes.at(-1) ?? 3}`);
    return open(
      `${FINITE}, entries in [−1, 1] make parity possible (${cite('grazzi', 'section 4.2')}); no theorem here says how far several layers reach`,
    );
  },
  'non-solvable': cannot(`${POWERS_OF_TWO}, and this counts modulo others too; ${unlessClassesMeet(STAYS_DIAGONAL)}`),
  counters: COUNTERS,
};

const COMES_TO_REST = cannot(
  `${FINITE}, a product of transitions with eigenvalues in [0, 1] has no eigenvalue of modulus one but 1 (${cite('grazzi', 'Proposition 1')}), so a repeated step comes to rest, and not even parity can be held (${cite('grazzi', 'Theorem 1')})`,
);
const ERASES = open(
  'a step erases and writes one direction, which is a flip-flop; no theorem here covers all star-free states with one such step for each token, at finite precision or log precision',
);

/** One transition I − βkkᵀ for each token, β in [0, 1]. */
const DELTANET: Column = { aperiodic: ERASES, solvable: COMES_TO_REST, 'non-solvable': COMES_TO_REST };

/** The same with β in [0, 2]: a step can reflect, and a swap is a reflection. */
const withReflections: Say = ({ verdict, swaps }) => {
  if (!verdict.group)
    return open(
      `it can follow swaps at finite precision (${cite('grazzi', 'Theorem 3')}); to overwrite as well, Theorem 4 there takes several reflections for each token and several layers`,
    );
  if (swaps)
    return can(
      `${FINITE}, one layer follows every group whose tokens are swaps, for a swap is a reflection (${cite('grazzi', 'Theorem 3')})`,
    );
  if (isToggles(verdict))
    return can(`${FINITE}, one head for each toggle, which its tokens reflect (${cite('grazzi', 'Theorem 3')})`);
  return open(
    `a token that moves more than two things takes several reflections (${cite('grazzi', 'Theorem 3')}), and there is one for each token; written as swaps, a token each, it can at finite precision and every length`,
  );
};
const DELTANET_NEGATIVE: Column = { aperiodic: ERASES, solvable: withReflections, 'non-solvable': withReflections };

const HYBRID: Column = {
  aperiodic: STAR_FREE,
  solvable: can(`by its attention: ${SHORTCUT}, often wrong beyond the lengths of training`),
  'non-solvable': cannot(
    `without chain of thought, ${unlessClassesMeet(`its layers do: ${cite('merrillSabharwal', 'Theorem 2')}; ${STAYS_DIAGONAL}`)}`,
  ),
};

const inputDependent = `at log precision and every length, a transition matrix that the input chooses holds any finite automaton in one layer (${cite('merrill', 'Theorem 5.2')})`;

/** The bundled IDS4 has rotations for transitions: all of a group, but no overwriting. */
const rotations: Say = ({ verdict }) =>
  verdict.group && verdict.class !== 'aperiodic'
    ? can(`${inputDependent}, and a permutation is a rotation of a larger space`)
    : open(`${inputDependent}; but where transitions are rotations nothing is forgotten, as overwriting needs`);

/** By the `architecture` of a model's manifest; ` negative` is its kin whose eigenvalues span [−1, 1]. */
export const COLUMNS: Readonly<Record<string, Column>> = {
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
      `at log precision and every length, a step function around a linear recurrence holds any finite automaton in one layer (${cite('merrill', 'Theorem 5.1')})`,
    ),
  ),
};

/** Some update comes back after two repetitions. */
function hasTwo({ primes }: Verdict): boolean {
  return primes?.includes(2) === true;
}

/** Things that are switched on and off, each on its own: every update undoes itself. */
function isToggles({ group, exponent }: Verdict): boolean {
  return group && exponent === '2';
}
