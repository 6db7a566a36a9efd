import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { counterRule } from '../../../src/languages/schema';
import { dfaRule } from '../../../src/models/language';
import { manifestSchema } from '../../../src/models/manifest';

interface Schema {
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  items?: Schema;
}

/** `path required|optional` of every field, variants of the task together. */
function fields(schema: Schema, prefix = ''): string[] {
  const here = Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
    const path = `${prefix}${name}`;
    const need = schema.required?.includes(name) ? 'required' : 'optional';
    return [`${path} ${need}`, ...fields(inner, `${path}.`), ...fields(inner.items ?? {}, `${path}[].`)];
  });
  return [...here, ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((variant) => fields(variant, prefix))];
}

describe('docs/model-contract.md', () => {
  const text = readFileSync(join(__dirname, '../../../docs/model-contract.md'), 'utf8');
  const documented = [...text.matchAll(/^\| `([^`]+)`\s*\| (required|optional)\s*\|/gm)].map(
    ([, path, need]) => `${path} ${need}`,
  );

  it('has a row for every field of the manifest, and for no other', () => {
    const manifest = fields(z.toJSONSchema(manifestSchema) as Schema);
    const dfa = fields(z.toJSONSchema(dfaRule(2)) as Schema, 'task.rule.');
    const counters = fields(z.toJSONSchema(counterRule) as Schema, 'task.rule.');
    assert.deepEqual(new Set(documented), new Set([...manifest, ...dfa, ...counters]));
    assert.equal(new Set(documented).size, documented.length);
  });

  it('shows a manifest that is right', () => {
    const [, json] = /```json\n([\s\S]*?)```/.exec(text) ?? [];
    assert.deepEqual(manifestSchema.safeParse(JSON.parse(json ?? '')).error?.issues ?? [], []);
  });
});
