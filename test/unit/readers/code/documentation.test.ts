import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { SourceError } from '../../../../src/trace/source';
import { read, story } from './read';

const DOCUMENT = path.join(__dirname, '../../../../docs/reading-code.md');
const EXAMPLE = /^```(\w+)\n([\s\S]*?)^```\n\n> `(.*)`$/gm;

async function saying(language: string, text: string): Promise<string> {
  try {
    const trace = await read(language, text);
    const count = trace.steps.length;
    return `${count} step${count === 1 ? '' : 's'} → ${story(trace).at(-1)}`;
  } catch (error) {
    if (error instanceof SourceError) return error.message.replace(/^test:/, '-:');
    throw error;
  }
}

describe('docs/reading-code.md', () => {
  const document = readFileSync(DOCUMENT, 'utf8');
  const examples = [...document.matchAll(EXAMPLE)];

  it('has an answer after every example', () => {
    assert.equal(examples.length, [...document.matchAll(/^```\w+$/gm)].length);
    assert.ok(examples.length > 30);
  });

  for (const [, language = '', text = '', answer = ''] of examples) {
    it(`${language}: ${text.trim().split('\n').at(-1)}`, async () => {
      assert.equal((await saying(language, text)).replaceAll(', ', ' '), answer.replaceAll(', ', ' '));
    });
  }
});
