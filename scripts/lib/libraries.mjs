/*
 * Shared libraries that onnxruntime-node brings: whose they are, and which are not shipped. One that stands in neither
 * table is of somebody whose licence nobody has looked for, so packing fails.
 */

/** File names, and the name under which `shipped.mjs` has the owner's licence. */
const OWNERS = new Map([
  ['onnxruntime_binding.node', 'onnxruntime-node'],
  ['libonnxruntime.so.1', 'onnxruntime-node'],
  ['libonnxruntime.1.dylib', 'onnxruntime-node'],
  ['onnxruntime.dll', 'onnxruntime-node'],
  ['DirectML.dll', 'directml'],
]);

/** What is left out, and why. */
const LEFT_OUT = [
  // The library once more, under a name by which nobody loads it: dead weight of 45 MB.
  /^libonnxruntime\.\d+\.\d+\.\d+\.dylib$/,
  // Its terms are Microsoft's own, and a package without them must not go out: docs/decisions/tooling.md.
  /^dxil\.dll$/,
  // Is asked for only where dxil.dll is there, too.
  /^dxcompiler\.dll$/,
];

/**
 * @param {string} file name of a library
 * @returns {string | undefined} whose it is; undefined where it does not belong in a package
 */
export function ownerOf(file) {
  return OWNERS.get(file);
}

/**
 * @param {readonly string[]} files names of all libraries there are for a platform
 * @returns {string[]} those that are shipped
 * @throws {Error} naming every library of which nothing is known
 */
export function librariesToShip(files) {
  const isLeftOut = (/** @type {string} */ file) => LEFT_OUT.some((name) => name.test(file));
  const unknown = files.filter((file) => !OWNERS.has(file) && !isLeftOut(file));
  if (unknown.length > 0)
    throw new Error(
      `nobody knows whose ${unknown.join(', ')} is: name the owner in scripts/lib/libraries.mjs, put the licence where licences/README.md says, or leave the library out there`,
    );
  return files.filter((file) => OWNERS.has(file));
}

/** What is shipped of onnxruntime-web, which needs onnxruntime-common beside it. */
export const WEB_RUNTIME = ['ort.node.min.js', 'ort-wasm-simd-threaded.mjs', 'ort-wasm-simd-threaded.wasm'];
