/** What to change about a file, by what was asked of it and why it failed; the first that fits. */
const REMEDIES: readonly { of: string; when?: RegExp; remedy: string }[] = [
  { of: 'file', when: /Git LFS/, remedy: 'run "git lfs pull" where the file came from' },
  { of: 'file', when: /no such/, remedy: 'name a file that is there' },
  { of: 'file', when: /cut short/, remedy: 'copy or download the file again' },
  { of: 'file', when: /permission/, remedy: 'make the file readable' },
  { of: 'file', remedy: 'export the model with torch.onnx.export, as one .onnx file' },
  { of: 'manifest', when: /^no /, remedy: 'write the manifest into the file (docs/model-contract.md, "The manifest")' },
  { of: 'manifest', when: /not JSON/, remedy: 'write the manifest with json.dumps' },
  { of: 'manifest', remedy: 'mend the field in the manifest (docs/model-contract.md lists them all)' },
  { of: 'weights', when: /Git LFS/, remedy: 'run "git lfs pull" where the files came from' },
  {
    of: 'weights',
    when: /missing/,
    remedy: 'put the file with the weights beside the model, or export without external data',
  },
  {
    of: 'weights',
    when: /below its folder/,
    remedy: 'keep the weights beside the model, and name them relative to it',
  },
  { of: 'weights', remedy: 'export the model again' },
  { of: 'opset', remedy: 'export with an opset that onnxruntime knows (opset_version=18 of torch.onnx.export)' },
  { of: 'opens', remedy: 'open the file with onnxruntime in Python, which says more, and export it again' },
  {
    of: 'names',
    remedy: 'name the one input "tokens" and the scores "logits" (input_names, output_names of torch.onnx.export)',
  },
  { of: 'types', when: /"tokens"/, remedy: 'let the model take int64 ids of two sizes, [batch, length]' },
  { of: 'types', remedy: 'give float32 of the sizes that the contract asks for' },
];

export function remedyFor(name: string, reason: string): string {
  const found = REMEDIES.find(({ of, when }) => of === name && (when?.test(reason) ?? true));
  return found?.remedy ?? 'see docs/model-contract.md';
}
