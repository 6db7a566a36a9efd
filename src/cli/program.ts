import { SourceError } from '../trace/source';
import { tellParent } from './parent';
import { didYouMean } from './nearest';
import { complain, complainOf, print } from './output';
import { parseArguments, UsageError } from './usage';
import { VERBS } from './verbs';
import { version } from '../../package.json';

const INTERRUPTED = 130;

/**
 * The terminal front, from what was typed to the exit code. What goes wrong is said on standard error.
 *
 * @param argv without Node and the script
 * @param signal aborted when a person has had enough, or the process that started this one is gone
 * @returns the exit code: 0, 1 where something went wrong, 2 for wrong usage, 130 once the signal is aborted
 */
export async function runProgram(argv: readonly string[], signal: AbortSignal): Promise<number> {
  try {
    const code = await runVerb(argv, signal);
    return signal.aborted ? INTERRUPTED : code;
  } catch (error) {
    return signal.aborted ? INTERRUPTED : sayWhy(error, argv);
  }
}

async function runVerb(argv: readonly string[], signal: AbortSignal): Promise<number> {
  const [name, ...rest] = argv;
  if (name === '--version' || name === '-V') {
    print(`state-probe ${version}`);
    return 0;
  }
  // `help VERB` as well as `VERB --help`.
  if (name === 'help' && rest[0] !== undefined) return runVerb([rest[0], '--help'], signal);
  if (name === undefined || ['--help', '-h', 'help'].includes(name)) {
    print(await (await import('./help')).writtenHelp());
    return name === undefined ? 2 : 0;
  }
  const load = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (!load) {
    const what = name.startsWith('-') ? 'option' : 'verb';
    const hint = didYouMean(name, what === 'verb' ? Object.keys(VERBS) : ['--help', '--version']);
    throw new UsageError(`there is no ${what} '${name}'${hint}`);
  }
  const verb = await load();
  if (asksForHelp(rest)) {
    print((await import('./help')).verbHelp(name, verb));
    return 0;
  }
  return verb.run(parseArguments(rest, verb.options), signal);
}

/** What follows `--` is no option. */
function asksForHelp(rest: readonly string[]): boolean {
  const end = rest.indexOf('--');
  const options = end < 0 ? rest : rest.slice(0, end);
  return options.includes('--help') || options.includes('-h');
}

/** @returns the exit code */
function sayWhy(error: unknown, [name = '']: readonly string[]): number {
  const reason = error instanceof Error ? error.message : String(error);
  tellParent({ kind: 'failed', reason, unfinished: error instanceof Error && error.name === 'UnfinishedError' });
  if (error instanceof UsageError) {
    // The verb's help tells more, where there is such a verb.
    const verb = Object.hasOwn(VERBS, name) ? ` ${name}` : '';
    complain(`${reason} (state-probe${verb} --help shows how)`, 'state-probe: ');
    return 2;
  }
  if (error instanceof SourceError) complainOf(error);
  else complain(reason, 'state-probe: ');
  return 1;
}
