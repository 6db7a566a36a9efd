import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isProviderChoice, providerItems } from '../../../../src/extension/workbench/providers';
import { parseSettings } from '../../../../src/extension/workbench/settings';

interface Property {
  default: unknown;
  enum?: string[];
}
const manifest = JSON.parse(readFileSync(path.resolve(__dirname, '../../../../package.json'), 'utf8')) as {
  contributes: { configuration: { properties: Record<string, Property> } };
};
const { properties } = manifest.contributes.configuration;

describe('settings', () => {
  it('has in code the defaults that package.json states', () => {
    const stated = parseSettings((key) => properties[`stateProbe.${key}`]?.default);
    assert.deepEqual(
      parseSettings(() => undefined),
      stated,
    );
  });

  it('reads only keys that package.json describes', () => {
    const read: string[] = [];
    parseSettings((key) => void read.push(`stateProbe.${key}`));
    assert.deepEqual(read.sort(), Object.keys(properties).sort());
  });

  it('takes values of the wrong kind for their defaults', () => {
    for (const value of [17n, {}, ['x', 3], 'no such thing', null, NaN, -1, true]) {
      const settings = parseSettings(() => value);
      assert.ok(Number.isInteger(settings.maxSteps) && settings.maxSteps >= 1);
      assert.ok(isProviderChoice(settings.provider));
      assert.ok(settings.modelFolders.every((folder) => typeof folder === 'string'));
    }
  });

  it('bounds the number of steps', () => {
    assert.equal(parseSettings(() => 1e9).maxSteps, 100_000);
    assert.equal(parseSettings(() => 7.9).maxSteps, 7);
  });
});

describe('providers', () => {
  it('knows the choices that package.json offers', () => {
    const offered = properties['stateProbe.provider']?.enum ?? [];
    assert.ok(offered.length > 0 && offered.every(isProviderChoice));
    for (const platform of ['linux', 'win32', 'darwin'] as const) {
      for (const { choice } of providerItems('auto', platform)) assert.ok(offered.includes(choice), choice);
    }
  });

  it('offers what the platform has, and what is set', () => {
    const choices = providerItems('dml', 'linux').map(({ choice }) => choice);
    assert.ok(choices.includes('cpu') && choices.includes('dml') && !choices.includes('coreml'));
  });

  it('is not fooled by names that every object has', () => assert.equal(isProviderChoice('constructor'), false));
});
