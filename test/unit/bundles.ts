import path from 'node:path';
import { useBundles } from '../../src/bundles';

// `npm test` has just built what is shipped: threads and processes of the tests are started from it.
if (process.env['STATE_PROBE_BUILT'] !== undefined) useBundles(path.join(__dirname, '../../dist'));
