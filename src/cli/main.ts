#!/usr/bin/env node
import { SourceError } from '../trace/source';
import { tellParent } from './parent';
import { generalHelp, verbHelp } from './help';
import { didYouMean } from './nearest';
import { complain, complainOf, endOnBrokenOutput, print } from './output';
import { parseArguments, UsageError } from './usage';
import { VERBS } from './verbs';
import { version } from '../../package.json';

const INTERRUPTED = 130;

/** The verb whose help would tell more. */
let called = '';

async function main(argv: string[], signal: AbortSignal): Promise<number> {
  const [name, ...rest] = argv;
  if (name === '--version' || name === '-V') {
    print(`state-probe ${version}`);
    return 0;
  }
  // `help VERB` as well as `VERB --help`.
  if (name === 'help' && rest[0] !== undefined) return main([rest[0], '--help'], signal);
  if (name === undefined || ['--help', '-h', 'help'].includes(name)) {
    print(await generalHelp());
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
    print(verbHelp(name, verb));
    return 0;
  }
  called = ` ${name}`;
  return verb.run(parseArguments(rest, verb.options), signal);
}

/** What follows `--` is no option. */
function asksForHelp(rest: readonly string[]): boolean {
  const end = rest.indexOf('--');
  const options = end < 0 ? rest : rest.slice(0, end);
  return options.includes('--help') || options.includes('-h');
}

const interrupt = new AbortController();
process.once('SIGINT', () => interrupt.abort());
// The editor that started this process is gone.
process.once('disconnect', () => interrupt.abort());
// To listen to it would keep this process from ending by itself.
process.channel?.unref();
endOnBrokenOutput();

main(process.argv.slice(2), interrupt.signal).then(
  (code) => (process.exitCode = interrupt.signal.aborted ? INTERRUPTED : code),
  (error: unknown) => {
    if (!interrupt.signal.aborted)
      tellParent({
        kind: 'failed',
        reason: error instanceof Error ? error.message : String(error),
        unfinished: error instanceof Error && error.name === 'UnfinishedError',
      });
    if (interrupt.signal.aborted) process.exitCode = INTERRUPTED;
    else if (error instanceof UsageError) {
      complain(`${error.message} (state-probe${called} --help shows how)`, 'state-probe: ');
      process.exitCode = 2;
    } else if (error instanceof SourceError) {
      complainOf(error);
      process.exitCode = 1;
    } else {
      complain(error instanceof Error ? error.message : String(error), 'state-probe: ');
      process.exitCode = 1;
    }
  },
);
