import { SourceError } from '../trace/source';
import { tellParent } from './parent';
import { printable } from '../text/printable';
import { USAGE, UsageError } from './usage';
import type { Verb } from './verb';

const VERBS: Record<string, () => Promise<Verb>> = {
  trace: async () => (await import('./trace')).trace,
  run: async () => (await import('./run')).run,
  inspect: async () => (await import('./inspect')).inspect,
  reduce: async () => (await import('./reduce')).reduce,
  models: async () => (await import('./models')).models,
  eval: async () => (await import('./eval')).evaluateModels,
  dataset: async () => (await import('./dataset')).dataset,
};

const INTERRUPTED = 130;

async function main(argv: string[], signal: AbortSignal): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help' || rest.includes('--help')) {
    console.log(USAGE);
    return name === undefined ? 2 : 0;
  }
  const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (!verb) throw new UsageError(`there is no verb '${name}'`);
  return (await verb())(rest, signal);
}

const interrupt = new AbortController();
process.once('SIGINT', () => interrupt.abort());
// The editor that started this process is gone.
process.once('disconnect', () => interrupt.abort());
// To listen to it would keep this process from ending by itself.
process.channel?.unref();
// A reader that stops early (`| head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

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
      console.error(`state-probe: ${error.message} (state-probe --help shows how)`);
      process.exitCode = 2;
    } else if (error instanceof SourceError) {
      console.error(printable(error.message));
      process.exitCode = 1;
    } else {
      console.error(error instanceof Error ? `state-probe: ${error.message}` : error);
      process.exitCode = 1;
    }
  },
);
