/** What to change about a file, by what was asked of it and why it failed; the first that fits. */
const REMEDIES: readonly { of: string; when?: RegExp; remedy: string }[] = [
  { of: 'file', when: /Git LFS/, remedy: 'run "git lfs pull" where the file came from' },
  { of: 'file', when: /no such/, remedy: 'name a file that is there' },
  { of: 'file', when: /cut short/, remedy: 'copy or download the file again' },
  { of: 'file', when: /permission/, remedy: 'make the file readable' },
  { of: 'file', remedy: 'export the model with torch.onnx.export, as one .onnx file' },
  {
    of: 'manifest',
    when: /parameters/,
    remedy:
      'write the manifest, with "url": "https://host/v2/models/NAME" among its fields, into a file NAME.state-probe.json, and name that file',
  },
  { of: 'manifest', when: /^no /, remedy: 'write the manifest into the file (docs/model-contract.md, "The manifest")' },
  { of: 'manifest', when: /not JSON/, remedy: 'write the manifest with json.dumps' },
  { of: 'manifest', remedy: 'mend the field in the manifest (docs/model-contract.md lists them all)' },
  {
    of: 'server',
    when: /nobody listens|no such host|no answer/,
    remedy: 'start the server, or correct the address: https://host/v2/models/NAME',
  },
  { of: 'server', remedy: 'see what the server’s own log says of it' },
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
    when: /nothing says what/,
    remedy:
      'say of an input that takes a state which output gives it, "states": {"h0": "hn"}, or what it is, "inputs": {"attention_mask": "mask"}, in the manifest or in a file NAME.state-probe.json beside NAME.onnx',
  },
  {
    of: 'names',
    when: /its manifest/,
    remedy: 'correct the names in the manifest, or in the file NAME.state-probe.json beside NAME.onnx',
  },
  {
    of: 'names',
    remedy:
      'name the input "tokens" and the scores "logits" (input_names, output_names of torch.onnx.export), or say their names in the manifest or in a file NAME.state-probe.json beside NAME.onnx: "inputs": {"tokens": "input_ids"}, "outputs": {"logits": "scores"}',
  },
  { of: 'types', when: /its input/, remedy: 'let the model take int64 or int32 ids of two sizes, [batch, length]' },
  { of: 'types', remedy: 'give float32 of the sizes that the contract asks for' },
];

export function remedyFor(name: string, reason: string): string {
  const found = REMEDIES.find(({ of, when }) => of === name && (when?.test(reason) ?? true));
  return found?.remedy ?? 'see docs/model-contract.md';
}
