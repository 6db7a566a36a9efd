/** Where colours end: a single large value would leave all others dark. 98 in 100 of those that are not zero are below. */
export function typicalOf(data: Float32Array): number {
  const sizes = data.map(Math.abs).filter((size) => size > 0);
  return sizes.sort()[Math.floor(sizes.length * 0.98)] ?? 0;
}
