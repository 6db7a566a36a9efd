import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import type { jsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/types.js';
import { callTool, ToolError, TOOLS, type ToolParts } from './tools';

/** Nobody is asked to fill in forms, so no schema of others is ever compiled. */
const NO_FORMS: jsonSchemaValidator = {
  getValidator: () => () => ({ valid: false, data: undefined, errorMessage: 'no forms are asked for' }),
};

/** A server of the Model Context Protocol that offers the tools; it is to be connected to a transport. */
// oxlint-disable-next-line typescript/no-deprecated -- the newer class checks inputs itself, in words that are not ours
export function toolServer(parts: ToolParts, version: string): Server {
  // oxlint-disable-next-line typescript/no-deprecated -- as above
  const server = new Server(
    { name: 'state-probe', version },
    { capabilities: { tools: {} }, jsonSchemaValidator: NO_FORMS },
  );
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: TOOLS.map((tool) => ({ ...tool, annotations: { readOnlyHint: true, openWorldHint: false } })),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal }) => {
    try {
      const found = await callTool(params.name, params.arguments, parts, signal);
      return { content: [{ type: 'text', text: JSON.stringify(found) }] };
    } catch (error) {
      if (!(error instanceof ToolError)) throw error;
      return { content: [{ type: 'text', text: error.message }], isError: true };
    }
  });
  return server;
}
