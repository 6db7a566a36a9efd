import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { parityManifest } from '../models/tiny-models';

interface Asked {
  inputs: {
    name: string;
    shape: [number, number];
    datatype: string;
    data?: number[];
    parameters?: { binary_data_size: number };
  }[];
  outputs: { name: string; parameters?: { binary_data: boolean } }[];
}

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** What one test changes of the server. */
export interface Ways {
  manifest?: object | undefined;
  datatype?: string;
  isBinary?: boolean;
  token?: string;
  metadata?: Answer | undefined;
  infer?: Answer | undefined;
}

const HEADER = 'inference-header-content-length';

/** Parity over HTTP; `asked` counts what was asked, by address. */
export class Fake {
  ways: Ways = {};
  readonly asked: string[] = [];
  readonly tokens: (string | undefined)[] = [];
  private readonly server = createServer((request, response) => void this.answer(request, response));

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v2/models/parity`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    this.asked.push(path);
    this.tokens.push(request.headers.authorization);
    const { token, metadata, infer, isBinary = false, datatype = 'FP32', manifest = parityManifest() } = this.ways;
    if (token !== undefined && request.headers.authorization !== `Bearer ${token}`) {
      send(response, { error: 'who are you?' }, 401);
      return;
    }
    if (path === '/v2') {
      send(response, { name: 'fake', extensions: isBinary ? ['binary_tensor_data'] : [] });
      return;
    }
    if (path === '/v2/models/parity') {
      if (metadata) {
        metadata(request, response);
        return;
      }
      const output = (name: string) => ({ name, datatype, shape: [-1, -1, 2] });
      send(response, {
        name: 'parity',
        versions: ['1'],
        inputs: [{ name: 'tokens', datatype: 'INT64', shape: [-1, -1] }],
        outputs: [output('logits'), output('hidden.0')],
        parameters: { 'state-probe': manifest },
      });
      return;
    }
    if (path !== '/v2/models/parity/infer') {
      send(response, { error: `no ${path}` }, 404);
      return;
    }
    if (infer) {
      infer(request, response);
      return;
    }
    return run(request, response, datatype);
  }
}

export function send(response: ServerResponse, data: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(data));
}

export async function run(request: IncomingMessage, response: ServerResponse, datatype: string): Promise<void> {
  const body = await buffer(request);
  const until = Number(request.headers[HEADER] ?? body.length);
  const { inputs, outputs } = JSON.parse(body.subarray(0, until).toString()) as Asked;
  const [input] = inputs as [Asked['inputs'][0]];
  const [batch, length] = input.shape;
  const behind = new Uint8Array(body.subarray(until)).buffer;
  const ids = input.data ?? Array.from(new BigInt64Array(behind), Number);
  const values = (name: string): number[] => {
    let count = 0;
    return ids.flatMap((id, at) => {
      count = at % length === 0 ? id : count + id;
      return (name === 'logits' ? count % 2 : id) === 0 ? [8, 0] : [0, 8];
    });
  };
  const binary: Buffer[] = [];
  const answers = outputs.map(({ name, parameters }) => {
    const about = { name, datatype, shape: [batch, length, 2] };
    const numbers = values(name);
    if (parameters?.binary_data !== true) return { ...about, data: numbers };
    const bytes =
      datatype === 'FP16'
        ? Buffer.from(Uint16Array.from(numbers, (one) => (one === 8 ? 0x4800 : 0)).buffer)
        : Buffer.from(Float32Array.from(numbers).buffer);
    binary.push(bytes);
    return { ...about, parameters: { binary_data_size: bytes.length } };
  });
  const json = Buffer.from(JSON.stringify({ model_name: 'parity', outputs: answers }));
  response.writeHead(200, binary.length > 0 ? { [HEADER]: String(json.length) } : {});
  response.end(Buffer.concat([json, ...binary]));
}
