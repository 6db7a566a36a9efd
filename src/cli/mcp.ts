import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { version } from '../../package.json';
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';
import { STDIO_DEFAULT_MAX_BUFFER_SIZE } from '@modelcontextprotocol/sdk/shared/stdio.js';
import { toolServer } from '../agents/server';
import { endOfInput } from '../files/standard-input';
import { ReadingThread } from '../readers/thread/reading-thread';
import { catalogue, isBundled } from './model-list';
import { FOLDER_OPTION, TIMEOUT_OPTION } from './model-options';
import { complain } from './output';
import { clientOf } from './providers';
import { UsageError, type Arguments } from './usage';
import type { Verb } from './verb';

export const mcp: Verb = {
  usage: [''],
  does: 'serves tools to agents over standard input and output (Model Context Protocol): trace, run, verdict',
  notes: ['Ends when its standard input ends. Nothing is written, and no file is read for a text.'],
  options: [FOLDER_OPTION, TIMEOUT_OPTION],
  run: serve,
};

/** By JSON-RPC 2.0, section 5.1; whose request it was cannot be told. */
const [NOT_JSON, NO_REQUEST] = [-32700, -32600];

/** What is answered to a line that is no message; undefined for what goes wrong otherwise. */
function answerTo(error: Error): JSONRPCMessage | undefined {
  const code = error instanceof SyntaxError ? NOT_JSON : error.name === 'ZodError' ? NO_REQUEST : undefined;
  if (code === undefined) return undefined;
  const message = code === NOT_JSON ? `Parse error: ${error.message}` : 'Invalid Request';
  // The SDK's types leave the id out, which the standard wants to be null.
  return { jsonrpc: '2.0', id: null as unknown as undefined, error: { code, message } };
}

/** For the agent's log. */
function inWords(error: Error): string {
  if (error instanceof SyntaxError) return `a line is not JSON, and is refused: ${error.message}`;
  if (error.name === 'ZodError') return 'a line is no message of the protocol (JSON-RPC 2.0), and is refused';
  return /exceeded maximum size/.test(error.message)
    ? `a message is larger than ${STDIO_DEFAULT_MAX_BUFFER_SIZE / 2 ** 20} MiB: the server ends`
    : error.message;
}

async function serve(args: Arguments, signal: AbortSignal): Promise<number> {
  if (args.positionals.length > 0) throw new UsageError('mcp reads no file: texts come with the calls');
  const reader = new ReadingThread();
  const client = clientOf(args);
  const { models } = await catalogue(args);
  const server = toolServer({ reader, client, models, isBundled }, version);
  const transport = new StdioServerTransport();
  server.onerror = (error) => {
    complain(inWords(error), 'mcp: ');
    const answer = answerTo(error);
    if (answer) void transport.send(answer);
  };
  try {
    const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    await server.connect(transport);
    // It closes by itself after a message that is too long.
    const closed = new Promise<number>((resolve) => {
      server.onclose = () => resolve(1);
    });
    // The transport does not tell of the end of its input.
    const code = await Promise.race([Promise.race([stopped, endOfInput()]).then(() => 0), closed]);
    await server.close();
    return code;
  } finally {
    reader.dispose();
    client.dispose();
  }
}
