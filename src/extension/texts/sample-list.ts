/** A text that comes with the extension. */
export interface Sample {
  file: string;
  /** What one sees by it, in a line. */
  shows: string;
}

/** The samples in an order that teaches: first one of every kind of text, then more of each. */
export const SAMPLES: readonly { title: string; samples: readonly Sample[] }[] = [
  {
    title: 'To begin with',
    samples: [
      { file: 'shuffle.py', shows: 'Five cups, quick hands: loops and functions, and the model that loses the pea' },
      { file: 's5.word', shows: 'Permutations of five slots in several notations: the state is their product' },
      { file: 'hundred-swaps.word', shows: 'A hundred random swaps: how far does each model come?' },
      { file: 'shell-game.txt', shows: 'A story: three cups change places' },
      { file: 'opera-game.pgn', shows: 'A game of chess: models follow five of its pieces' },
      { file: 'switch.py', shows: 'Steps that overwrite: models that only permute cannot read them, others run' },
      { file: 'parity.lang', shows: 'A word of a formal language: which symbols may come next?' },
    ],
  },
  {
    title: 'Programs',
    samples: [
      { file: 'cards.py', shows: 'Python: several ways to shuffle; select some lines and probe them' },
      { file: 'insertion_sort.py', shows: 'Python: each round of the sort is one cycle of the places' },
      { file: 'hanoi.py', shows: 'Python: the tower of Hanoi, discs that go from peg to peg' },
      { file: 'rotate.js', shows: 'JavaScript: an array turned in the ways that programs turn arrays' },
      { file: 'queue.ts', shows: 'TypeScript: people in a queue who let each other through' },
      { file: 'sorting_network.c', shows: 'C: nine comparators that sort five inputs' },
      { file: 'next_permutation.cpp', shows: 'C++: all orders of four letters, one after the other' },
      { file: 'Seats.java', shows: 'Java: children change their seats round by round' },
      { file: 'heap.go', shows: "Go: Heap's algorithm, every order from the last by one swap" },
      { file: 'juggle.rs', shows: 'Rust: five balls, juggled, rolled and turned' },
    ],
  },
  {
    title: 'Stories and games',
    samples: [
      { file: 'coins.txt', shows: 'A story: five people trade coins, one of which is another one' },
      { file: 'famous-games.pgn', shows: 'Chess: four games and studies with comments and variations' },
      { file: 'castling-illegal.uci', shows: 'Chess: an illegal move, after which there is no state' },
      { file: 'word.pgn', shows: 'Chess: a word of permutations played as a game, as PGN' },
      { file: 'word.uci', shows: 'Chess: the same game as UCI moves' },
      { file: 'word.chess', shows: 'Chess: the same game as pairs of squares, as in the paper' },
    ],
  },
  {
    title: 'Languages and data',
    samples: [
      { file: 'brackets.lang', shows: 'Brackets of two sorts, at most three deep: the state is what is open' },
      { file: 'turnstile.lang', shows: 'A language of your own, told by its states' },
      {
        file: 'copy.lang',
        shows: 'A string and the same again: attention looks it up, a state of fixed size must hold it',
      },
      { file: 'recall.lang', shows: 'Keys with bits, and questions for what was told last: what induction heads do' },
      { file: 'formula.lang', shows: 'A Boolean formula, evaluated a gate a step in as few places as can be' },
      { file: 'network.lang', shows: 'A graph: which stations are connected, a line a step?' },
      { file: 'equations.lang', shows: 'Linear equations modulo 2, solved one after the other' },
      { file: 'A5=16.csv', shows: "The paper's data: words of A5 with the product of every prefix" },
      { file: 'from-pytorch.ipynb', shows: 'A notebook: from a model trained in PyTorch to a probe of it' },
    ],
  },
];

/** Where most of what there is to see is seen at once. */
export const BEST_SAMPLE = 'shuffle.py';
