/** Key of the manifest in an ONNX file's `metadata_props`. */
export const MANIFEST_KEY = 'state-probe';
