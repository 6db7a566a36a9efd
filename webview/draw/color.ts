/**
 * Colours of heat maps: from a theme's blue over its background to its orange, a pair that people with any of the common
 * colour deficiencies tell apart. Mixed in OKLab (https://bottosson.github.io/posts/oklab/), where equal steps look equal.
 */

/** Red, green, blue, alpha, each 0 to 1. */
export type Rgba = readonly [number, number, number, number];

/** `#rgb`, `#rgba`, `#rrggbb`, `#rrggbbaa`, `rgb(…)` and `rgba(…)`: the forms that VS Code writes. Null for any other. */
export function parseColor(text: string): Rgba | null {
  const value = text.trim();
  const hex = /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.exec(value)?.[1];
  if (hex !== undefined) {
    const size = hex.length < 6 ? 1 : 2;
    const part = (index: number): number => {
      const digits = hex.slice(index * size, (index + 1) * size);
      return digits === '' ? 1 : parseInt(size === 1 ? digits + digits : digits, 16) / 255;
    };
    return [part(0), part(1), part(2), part(3)];
  }
  const numbers = /^rgba?\(([^)]*)\)$/i
    .exec(value)?.[1]
    ?.split(/[\s,/]+/)
    .filter((part) => part !== '');
  if (!numbers || numbers.length < 3 || numbers.length > 4) return null;
  const parts = numbers.map((part, index) =>
    part.endsWith('%') ? parseFloat(part) / 100 : parseFloat(part) / (index < 3 ? 255 : 1),
  );
  if (!parts.every((part) => part >= 0 && part <= 1)) return null;
  const [red = 0, green = 0, blue = 0, alpha = 1] = parts;
  return [red, green, blue, alpha];
}

/** `top` as it looks on an opaque `ground`. */
export function over(top: Rgba, ground: Rgba): Rgba {
  const mix = (index: 0 | 1 | 2): number => top[index] * top[3] + ground[index] * (1 - top[3]);
  return [mix(0), mix(1), mix(2), 1];
}

const toLinear = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const toGamma = (value: number): number => {
  const bound = Math.min(1, Math.max(0, value));
  return bound <= 0.0031308 ? bound * 12.92 : 1.055 * bound ** (1 / 2.4) - 0.055;
};

type Lab = readonly [number, number, number];

function toLab([red, green, blue]: Rgba): Lab {
  const [r, g, b] = [toLinear(red), toLinear(green), toLinear(blue)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function fromLab([lightness, a, b]: Lab): Rgba {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    toGamma(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    toGamma(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    toGamma(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
    1,
  ];
}

/** True when two opaque colours can be told apart side by side; OKLab distance, 1 is from black to white. */
export function apart(a: Rgba, b: Rgba): boolean {
  const [from, to] = [toLab(a), toLab(b)];
  return Math.hypot(from[0] - to[0], from[1] - to[1], from[2] - to[2]) > 0.1;
}

/** True when two opaque colours differ in hue, however light or dark they are. */
export function huesApart(a: Rgba, b: Rgba): boolean {
  const [from, to] = [toLab(a), toLab(b)];
  return Math.hypot(from[1] - to[1], from[2] - to[2]) > 0.15;
}

/** `share` 0 is `a`, 1 is `b`. */
export function mix(a: Rgba, b: Rgba, share: number): Rgba {
  const [from, to] = [toLab(a), toLab(b)];
  const at = (index: 0 | 1 | 2): number => from[index] + (to[index] - from[index]) * share;
  return fromLab([at(0), at(1), at(2)]);
}

/** Entries of a {@link divergingScale}. Odd, so that zero has one of its own. */
export const SCALE_ENTRIES = 255;

/** Pixels (little-endian RGBA, for an `ImageData`) from the most negative value over zero to the most positive. */
export function divergingScale(negative: Rgba, zero: Rgba, positive: Rgba): Uint32Array {
  const middle = (SCALE_ENTRIES - 1) / 2;
  return Uint32Array.from({ length: SCALE_ENTRIES }, (_, index) =>
    pixel(mix(zero, index < middle ? negative : positive, Math.abs(index - middle) / middle)),
  );
}

/** Entry of the scale for `value` when colours end at `±limit`. A limit of zero has only zero. */
export function scaleIndex(value: number, limit: number): number {
  const middle = (SCALE_ENTRIES - 1) / 2;
  const share = limit > 0 ? Math.min(1, Math.max(-1, value / limit)) : 0;
  return middle + Math.round(share * middle);
}

export function pixel([red, green, blue, alpha]: Rgba): number {
  const byte = (value: number): number => Math.round(value * 255);
  return ((byte(alpha) << 24) | (byte(blue) << 16) | (byte(green) << 8) | byte(red)) >>> 0;
}
