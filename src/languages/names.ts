/** What `--formal` takes besides a file; `N`, `K` and `M` are numbers. */
export const LANGUAGE_NAMES =
  'parity, aa, mod-N, flip-flop, dyck-1, shuffle-dyck-K, bounded-dyck-K-M, anbncn, tomita-1 to tomita-7, copy-K, selective-copy-K, switched-copy-K';
