import assert from 'node:assert/strict';
import { apart, parseColor, type Rgba } from '../../../webview/draw/color';
import type { Theme } from '../../../webview/draw/theme';
import { themeFrom } from '../../../webview/draw/theme-colors';

function themeOf(variables: Readonly<Record<string, string>>, className = 'vscode-dark'): Theme {
  return themeFrom(
    (name) => variables[name] ?? '',
    (name) => name === className,
  );
}

function colorOf(pixel: number): Rgba {
  return [(pixel & 255) / 255, ((pixel >> 8) & 255) / 255, ((pixel >> 16) & 255) / 255, 1];
}

describe('colours of the theme', () => {
  const dark = { 'editor-background': '#1f1f1f', 'charts-blue': '#3794ff', 'charts-yellow': '#cca700' };
  const ground = parseColor('#1f1f1f') ?? [0, 0, 0, 1];

  it('stand off the background where orange is a translucent highlight, as in Dark Modern', () => {
    const theme = themeOf({ ...dark, 'charts-orange': '#ea5c0055' });
    const opaque = themeOf({ ...dark, 'charts-orange': '#ea5c00' });
    assert.deepEqual(theme.heat, opaque.heat, 'the hue alone counts for heat maps');
    for (const end of [theme.heat[0], theme.heat.at(-1)]) assert.ok(end !== undefined && apart(colorOf(end), ground));
    assert.ok(!theme.objects.includes('#ea5c0055'));
    for (const color of theme.objects) assert.equal(parseColor(color)?.[3], 1, `${color} is opaque`);
  });

  it('tell objects from each other', () => {
    const { objects } = themeOf({ ...dark, 'charts-orange': '#cca800' });
    assert.ok(objects.length >= 8, 'more objects than a theme has chart colours');
    assert.ok(!objects.includes('#cca800'), 'an orange that is the yellow again is passed over');
    const known = objects.map((text) => parseColor(text) ?? ground);
    known.forEach((color, at) => {
      for (const other of known.slice(at + 1)) assert.ok(apart(color, other));
    });
  });

  it('are a fixed pair where blue and orange are one hue, as in Light High Contrast', () => {
    const light = { 'editor-background': '#ffffff', 'charts-blue': '#0f4a85', 'charts-orange': '#0f4a85' };
    const { heat, highContrast } = themeOf(light, 'vscode-high-contrast-light');
    assert.ok(highContrast);
    assert.ok(apart(colorOf(heat[0] ?? 0), colorOf(heat.at(-1) ?? 0)));
  });
});
