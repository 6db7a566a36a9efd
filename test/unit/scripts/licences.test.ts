import AdmZip from 'adm-zip';
import { Ajv } from 'ajv';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { billOf, grammarsOf, librariesOf, noticesOf, packagesIn } from '../../../scripts/lib/shipped.mjs';
import { librariesToShip, ownerOf } from '../../../scripts/lib/libraries.mjs';
import { checkLicences } from '../../../scripts/lib/vsix.mjs';
import { temporaryFolder } from '../models/tiny-models';

const product = { name: 'state-probe', version: '0.0.0', license: 'MIT' };

describe('what is shipped', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  const shipped = async () => [
    ...(await packagesIn(
      ['node_modules/zod/index.js', 'src/x.ts'],
      ['onnxruntime-node', 'onnxruntime-web', 'onnxruntime-common'],
    )),
    ...(await grammarsOf(['python', 'typescript', 'tsx'])),
  ];

  it('is listed in CycloneDX, by its own schema', async () => {
    const schema = (name: string): object =>
      JSON.parse(readFileSync(join(__dirname, 'cyclonedx', `${name}.schema.json`), 'utf8')) as object;
    const ajv = new Ajv({ strict: false, validateFormats: false });
    for (const name of ['spdx', 'jsf-0.82'])
      ajv.addSchema(schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
    const isValid = ajv.compile(schema('bom-1.6'));
    const all = await shipped();
    const bill = JSON.parse(billOf(product, all, [{ name: 'a.onnx', bytes: Buffer.from('a') }])) as {
      components: { name: string; licenses: object[]; hashes?: { content: string }[] }[];
    };
    assert.ok(isValid(bill), JSON.stringify(isValid.errors));
    assert.deepEqual(
      bill.components.map(({ name }) => name),
      [
        'onnxruntime-common',
        'onnxruntime-node',
        'onnxruntime-web',
        'zod',
        'tree-sitter',
        'tree-sitter-python',
        'tree-sitter-typescript',
        'a.onnx',
      ],
    );
    assert.equal(
      bill.components.at(-1)?.hashes?.[0]?.content,
      'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb',
    );
    const odd = billOf(product, [{ name: 'x', license: '(MIT OR Apache-2.0)', source: 'git://x', text: 'x' }], []);
    assert.ok(isValid(JSON.parse(odd)), JSON.stringify(isValid.errors));
    bill.components[0]!.licenses = [{ license: { id: 'No-Such-Licence' } }];
    assert.ok(!isValid(bill), 'the schema tells');
  });

  it('has the text of every licence, of onnxruntime also the notices', async () => {
    const text = noticesOf(await shipped());
    assert.match(
      text,
      /^== onnxruntime-common 1\.\d+\.\d+ \(MIT\)\n\nMIT License\n\nCopyright \(c\) Microsoft Corporation/m,
    );
    assert.ok(text.includes('pybind/pybind11'), 'the third-party notices of onnxruntime');
    const has = (pattern: RegExp): void => assert.ok(pattern.test(text), String(pattern));
    has(/^== onnxruntime-node [\d.]+ \(MIT\)\n\nThe text is that of onnxruntime-common above\.$/m);
    has(/^== onnxruntime-web [\d.]+ \(MIT\)\n\nThe text is that of onnxruntime-common above\.$/m);
    has(/^== tree-sitter-python \(MIT\)\n\nThe MIT License/m);
    assert.ok(!/^See \S+$/m.test(text));
  });

  it('cannot be built where a text is missing', async () => {
    await assert.rejects(grammarsOf(['python', 'cobol']), /no licence text of tree-sitter-cobol \(https/);
    await assert.rejects(packagesIn(['node_modules/esbuild-none/x.js'], []), /esbuild-none/);
  });

  it('has the owner of every shared library that onnxruntime-node brings, and none of which nobody knows', async () => {
    const all = readdirSync('node_modules/onnxruntime-node/bin', { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name);
    const shipped = new Set(librariesToShip(all));
    assert.deepEqual([...shipped].sort(), [
      'DirectML.dll',
      'libonnxruntime.1.dylib',
      'libonnxruntime.so.1',
      'onnxruntime.dll',
      'onnxruntime_binding.node',
    ]);
    const owners = [...shipped].map((name) => ownerOf(name) ?? assert.fail(name));
    assert.deepEqual(
      (await librariesOf(owners)).map(({ name }) => name),
      owners.filter((name) => name !== 'onnxruntime-node'),
    );
    assert.throws(() => librariesToShip([...all, 'new.dll']), /nobody knows whose new\.dll is: name the owner/);
  });

  it('cannot be packed where a text, or an entry of the list, is missing', async () => {
    const all = await shipped();
    const pack = (notices: string, more: string[] = []): string => {
      const zip = new AdmZip();
      const names = [
        'node_modules/onnxruntime-node/dist/index.js',
        'grammars/tree-sitter-python.wasm.br',
        'grammars/tree-sitter-tsx.wasm.br',
      ];
      for (const name of [...names, ...more]) zip.addFile(`extension/dist/${name}`, Buffer.from('x'));
      zip.addFile('extension/dist/THIRD-PARTY-NOTICES.txt', Buffer.from(notices));
      zip.addFile('extension/dist/sbom.cdx.json', Buffer.from(billOf(product, all, [])));
      const file = join(folder.path, 'x.vsix');
      zip.writeZip(file);
      return file;
    };
    checkLicences(pack(noticesOf(all)));
    assert.throws(
      () => checkLicences(pack(noticesOf(all.filter(({ name }) => name !== 'zod')))),
      /has no licence text: zod/,
    );
    const empty = all.map((one) => (one.name === 'zod' ? { ...one, text: '' } : one));
    assert.throws(() => checkLicences(pack(noticesOf(empty))), /has no licence text: zod/);
    assert.throws(
      () => checkLicences(pack(noticesOf(all), ['grammars/tree-sitter-go.wasm.br'])),
      /not in its list: tree-sitter-go/,
    );
    assert.throws(() => checkLicences(pack(noticesOf(all), ['node_modules/@a/b/x.js'])), /not in its list: @a\/b/);
    const library = 'node_modules/onnxruntime-node/bin/napi-v6/win32/x64/DirectML.dll';
    assert.throws(() => checkLicences(pack(noticesOf(all), [library])), /not in its list: directml/);
  });
});
