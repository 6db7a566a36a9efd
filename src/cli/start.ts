import { endOnBrokenOutput } from './output';
import { runProgram } from './program';

const interrupt = new AbortController();
process.once('SIGINT', () => interrupt.abort());
// The editor that started this process is gone.
process.once('disconnect', () => interrupt.abort());
// To listen to it would keep this process from ending by itself.
process.channel?.unref();
endOnBrokenOutput();

void runProgram(process.argv.slice(2), interrupt.signal).then((code) => (process.exitCode = code));
