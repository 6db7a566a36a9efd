/** onnxruntime alone on the words of a probe, in a fresh process: `node bare.js WORDS.json TIMES` prints JSON. */
import { readFileSync } from 'node:fs';
import { InferenceSession, Tensor } from 'onnxruntime-node';

export interface BareWord {
  path: string;
  tokens: number[];
}

export interface Bare {
  /** Milliseconds from the start of this file to the answers of all models, opened one after the other. */
  first: number;
  again: number[];
}

async function bare(words: readonly BareWord[], times: number): Promise<Bare> {
  const opened = await Promise.all(
    words.map(async ({ path, tokens }) => ({
      session: await InferenceSession.create(path, { extra: { session: { intra_op: { allow_spinning: '0' } } } }),
      feed: () => ({ tokens: new Tensor('int64', BigInt64Array.from(tokens, BigInt), [1, tokens.length]) }),
    })),
  );
  const run = async () => {
    for (const { session, feed } of opened) await session.run(feed(), ['logits']);
  };
  await run();
  const first = performance.now();
  const again: number[] = [];
  for (let time = 0; time < times; time++) {
    const start = performance.now();
    await run();
    again.push(performance.now() - start);
  }
  return { first, again };
}

const [file = '', times = '1'] = process.argv.slice(2);
void bare(JSON.parse(readFileSync(file, 'utf8')) as BareWord[], Number(times)).then((told) => {
  process.stdout.write(JSON.stringify(told));
});
