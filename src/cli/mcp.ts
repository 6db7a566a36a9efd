import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { version } from '../../package.json';
import { toolServer } from '../agents/server';
import { endOfInput } from '../files/standard-input';
import { ReadingThread } from '../readers/thread/reading-thread';
import { catalogue, FOLDER_OPTION, isBundled } from './model-list';
import { clientOf, TIMEOUT_OPTION } from './providers';
import { UsageError, type Arguments } from './usage';
import type { Verb } from './verb';

export const mcp: Verb = {
  usage: [''],
  does: 'serves tools to agents over standard input and output (Model Context Protocol): trace, run, verdict',
  notes: ['Ends when its standard input ends. Nothing is written, and no file is read for a text.'],
  options: [FOLDER_OPTION, TIMEOUT_OPTION],
  run: serve,
};

async function serve(args: Arguments, signal: AbortSignal): Promise<number> {
  if (args.positionals.length > 0) throw new UsageError('mcp reads no file: texts come with the calls');
  const reader = new ReadingThread();
  const client = clientOf(args);
  const { models } = await catalogue(args);
  const server = toolServer({ reader, client, models, isBundled }, version);
  try {
    const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    await server.connect(new StdioServerTransport());
    // The transport does not tell of the end of its input.
    await Promise.race([stopped, endOfInput()]);
    await server.close();
    return 0;
  } finally {
    reader.dispose();
    client.dispose();
  }
}
