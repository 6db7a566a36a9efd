import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isPermutation } from '../../../src/algebra/maps';
import { formatCycles } from '../../../src/algebra/notation';
import type { Reader } from '../../../src/readers/reader';
import { stepNotation, tableText } from '../../../src/page/notation';
import { SourceError } from '../../../src/trace/source';
import { isTable } from '../../../src/trace/trace';

/** Runs the examples of a document: every block of `language` is followed by a block of what must come of it. */
export function documentExamples(name: string, language: string, read: Reader): void {
  const file = path.join(__dirname, '../../../docs', name);
  const blocks = [...readFileSync(file, 'utf8').matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, kind, body]) => ({
    kind,
    body: body!,
  }));
  const examples = blocks.flatMap((block, k) =>
    block.kind === language ? [{ text: block.body, says: blocks[k + 1] }] : [],
  );
  assert.ok(examples.length > 0);
  for (const { text, says } of examples) {
    it(`${name}: ${JSON.stringify(text.slice(0, 50))}`, async () => {
      assert.equal(says?.kind, 'steps', 'an example is followed by its steps');
      assert.equal(await outcome(text, language, read), says.body);
    });
  }
}

async function outcome(text: string, language: string, read: Reader): Promise<string> {
  try {
    const trace = await read({ uri: '', language, text }, {});
    const { steps, objects, final, remarks = [], questions = [] } = trace;
    const maps = steps.map((step) => {
      if (isTable(step)) return tableText(trace, step);
      if (!step.map) return 'null';
      return isPermutation(step.map) ? formatCycles(step.map) : stepNotation(trace, step);
    });
    const said = [
      maps.join(' '),
      `final ${(final ?? []).map((object) => objects[object]).join(' ')}`,
      ...remarks.map((remark) => `remark: ${remark.text}`),
      ...questions.map(({ text: asked, answer, right }) => `asked: ${asked} → ${answer}${right ? ` (${right})` : ''}`),
    ];
    return `${said.join('\n')}\n`;
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return `${error.message.slice(1)}\n`;
  }
}
