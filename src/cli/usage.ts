import { parseArgs, type ParseArgsConfig } from 'node:util';

/** Wrong usage: the command ends with exit code 2. */
export class UsageError extends Error {}

export const USAGE = `state-probe: does a sequence model track the state of your text?

  state-probe trace FILE…              the trace of a text: its slots, its steps, its state after each
  state-probe run FILE…                where each model loses track of it
  state-probe inspect FILE…            how the state looks inside each model, layer by layer (docs/inside.md)
  state-probe reduce WORD --to KIND    a word, or the word that a file tells, as chess | python | javascript |
                                       narrative | word, or all: chess, Python and story side by side
  state-probe models                   the models, with task, size, lengths and accuracy
  state-probe eval [FILE.jsonl…]       accuracy by length over random words, or over data sets, for each model
  state-probe dataset … --out DIR      a data set from PATH…, or from a generator (docs/datasets.md)
  state-probe dataset … --preview      ten of its examples; nothing is written
  state-probe dataset --check DIR      proves that the splits of a data set share nothing

Every verb takes --json and --help. FILE may be several files, or - for standard input (then --language).

  --lines 3-9          read these lines only (trace, run, inspect)
  --language ID        python, javascript, typescript, c, cpp, java, go, rust, chess, narrative, word (trace, run, inspect)
  --track a,b,c        the cells that are the world (trace, run, inspect; code)
  --objects a,b,c,d,e  the five objects to follow in a larger world (trace, run, inspect)
  --game N             which game of a PGN file, or which example of a data set (.jsonl), from 1 (trace, run, inspect)
  --variation 1,0      which variation of a game: the choice at each branch, 0 for the main line (trace, run, inspect)
  --models A,B         ids of the models to run (run, inspect, eval); otherwise one of each kind, or all (eval)
  --all                every model that follows a state (run, inspect)
  --model-folder DIR   a folder with models of your own, beside the bundled ones (run, inspect, models, eval)
  --html OUT.html      writes the editor's visualizer with this text and these models as one file for any browser (run)
  --provider NAME      auto | cpu | webgpu | cuda | dml | coreml (run, inspect, eval)
  --lengths 2,4,51-100 lengths of the random words; for a span each word draws its own (eval)
  --count N            random words for each length, or examples of a data set (eval)
  --seed N             seed of random words or of a text's idioms (eval, inspect, reduce)
  --layer 0,2,last     only these layers, 0 for the embedding (inspect)
  --components WHAT    principal components of the states of this text, or of random words: text | words (inspect)
  --label WHAT         what linear probes are fitted to tell: state, a quotient of the task's group such as sign or Z3, or
                       where an object is, object:1 for the one that stood in slot 1 at first (inspect)
  --save A,B           writes to --out DIR: lanes, probes, trajectories, similarity, attention (CSV), and the states
                       themselves: npz, safetensors (inspect)
  --as FORM            only this form of the game: uci | pairs | pgn | fen (reduce --to chess)

  --group S5           words of a group (dataset); --generators all | transpositions | adjacent | 3-cycles | "(1 2),(1 2 3)",
                       --unique, --as word | chess | python | javascript | narrative
  --formal NAME        words of a formal language, or of the DFA or expression in a file; or --regex EXPRESSION (dataset)
  --length 4-64        length of the words, and --count how many of them (dataset)
  --include GLOBS      which files of PATH…; --exclude GLOBS, --languages A,B, --no-gitignore (dataset)
  --window N           cuts longer examples, every --stride steps; --min-steps N, --split-by file | game (dataset)
  --format A,B         jsonl | csv | parquet (dataset)
  --split 80,10,10     shares of train, validation and test (dataset)
  --anew               deletes what an unfinished run of something else has left (dataset)

Exit code 1: a text could not be read (file:line:column: error: what and why). 2: wrong usage.`;

export interface Arguments {
  positionals: string[];
  text(name: string): string | undefined;
  list(name: string): string[] | undefined;
  /** @throws UsageError when the option is there but not a whole number of at least `least`. */
  count(name: string, least: number): number | undefined;
  flag(name: string): boolean;
}

/** @throws UsageError for an option that the verb does not know. */
export function parseArguments(argv: string[], options: readonly string[], flags: readonly string[] = []): Arguments {
  const config: NonNullable<ParseArgsConfig['options']> = { json: { type: 'boolean' } };
  for (const name of options) config[name] = { type: 'string' };
  for (const name of flags) config[name] = { type: 'boolean' };
  let parsed;
  try {
    parsed = parseArgs({ args: argv, options: config, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  const text = (name: string) => {
    const value = parsed.values[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    positionals: parsed.positionals,
    text,
    list: (name) =>
      text(name)
        ?.split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    count: (name, least) => {
      const value = text(name);
      return value === undefined ? undefined : wholeNumber(value, least, `--${name}`);
    },
    flag: (name) => parsed.values[name] === true,
  };
}

export function wholeNumber(value: string, least: number, what: string): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || !Number.isSafeInteger(number) || number < least) {
    throw new UsageError(`${what} must be a whole number of at least ${least}, not '${value}'`);
  }
  return number;
}
