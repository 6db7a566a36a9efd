// The rule on imports: which room may use which, and by which door. A room is a folder of src/, webview/, or a file that
// stands at the root of src/; docs/design.md draws them.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { importsIn } from './imports.mjs';
import { ROOT } from './process.mjs';

/** Tools that every room may use, and which use none of them. */
const GROUND = ['src/lists', 'src/text', 'src/files', 'src/statistics'];

const PIPELINE = [
  ...[
    'src/algebra',
    'src/languages',
    'src/representation',
    'src/trace',
    'src/readers',
    'src/recording',
    'src/reductions',
    'src/models',
  ],
  ...['src/graph', 'src/inference', 'src/analysis', 'src/protocol', 'src/world', 'src/page', 'src/datasets'],
  ...['src/sweeps', 'src/agents'],
];

/**
 * Each room with those that it may import from beside the ground, in the order of the pipeline.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const ROOMS = {
  ...Object.fromEntries(GROUND.map((room) => [room, []])),
  'src/bundles.ts': [],
  'src/threads.ts': ['src/bundles.ts'],
  'src/algebra': [],
  'src/representation': [],
  'src/languages': ['src/algebra'],
  'src/trace': ['src/algebra', 'src/languages'],
  'src/readers': ['src/algebra', 'src/languages', 'src/trace', 'src/threads.ts'],
  'src/recording': ['src/algebra', 'src/trace'],
  'src/reductions': ['src/algebra', 'src/trace', 'src/readers'],
  'src/models': ['src/algebra', 'src/languages', 'src/threads.ts'],
  'src/graph': [],
  'src/inference': ['src/algebra', 'src/models', 'src/graph', 'src/representation', 'src/bundles.ts'],
  'src/analysis': [
    ...['src/algebra', 'src/languages', 'src/trace', 'src/reductions'],
    ...['src/models', 'src/representation', 'src/inference'],
  ],
  'src/protocol': ['src/algebra', 'src/trace', 'src/representation', 'src/analysis'],
  'src/world': ['src/protocol'],
  'src/page': [
    ...['src/algebra', 'src/trace', 'src/models', 'src/representation'],
    ...['src/inference', 'src/analysis', 'src/protocol'],
  ],
  'src/datasets': [
    'src/algebra',
    'src/languages',
    'src/trace',
    'src/readers',
    'src/reductions',
    'src/models',
    'src/threads.ts',
  ],
  'src/sweeps': ['src/trace', 'src/reductions', 'src/models', 'src/analysis', 'src/protocol'],
  'src/agents': ['src/trace', 'src/readers', 'src/models', 'src/inference', 'src/analysis'],
  'src/cli': PIPELINE,
  'src/extension': PIPELINE,
  webview: ['src/algebra', 'src/representation', 'src/analysis', 'src/protocol', 'src/world'],
};

/** The rooms of the editor's front from below: each may import from those before it. What stands above them joins them. */
const EXTENSION_ROOMS = [
  ...['workbench', 'texts', 'models', 'probes', 'marks', 'visualizer'],
  ...['probing', 'failures', 'recording', 'history', 'following', 'datasets'],
];

/** Packages that only one room talks to. */
const ONLY = new Map([['vscode', 'src/extension']]);

/** Doors beside an index: what is known of a folder's things before any of them is loaded. */
const LIGHT_DOORS = new Set(['src/readers/code/languages']);

/** @param {string} file from the project's root */
function roomOf(file) {
  const [top = '', folder = ''] = file.split('/');
  return top === 'src' ? `src/${folder}` : top;
}

/**
 * The folder whose door is passed by: one below a room that has an `index.ts`, entered from outside by another file.
 *
 * @param {string} from
 * @param {string} to without its ending
 */
function passedDoor(from, to) {
  if (LIGHT_DOORS.has(to)) return undefined;
  for (let folder = path.posix.dirname(to); folder.split('/').length > 2; folder = path.posix.dirname(folder)) {
    const isOutside = !from.startsWith(`${folder}/`);
    if (isOutside && existsSync(path.join(ROOT, folder, 'index.ts')) && to !== `${folder}/index`) return folder;
  }
  return undefined;
}

/**
 * Why a file of the editor's front may not import another one; undefined when it may.
 *
 * @param {string} from
 * @param {string} to
 */
function upwards(from, to) {
  const [room, target] = [from, to].map((file) => /^src\/extension\/(?:([^/]+)\/)?/.exec(file)?.[1]);
  if (room === undefined || room === target || !to.startsWith('src/extension/')) return undefined;
  const at = EXTENSION_ROOMS.indexOf(room);
  const other = EXTENSION_ROOMS.indexOf(target ?? '');
  if (at === -1) return `src/extension/${room} has no place among EXTENSION_ROOMS`;
  const below = EXTENSION_ROOMS.slice(0, at).join(', ') || 'nothing';
  return other === -1 || other > at ? `src/extension/${room} may import only from: ${below}` : undefined;
}

/**
 * Why a file may not import something; undefined when it may.
 *
 * @param {string} from path of the file from the project's root
 * @param {string} name as it stands in the import
 */
function fault(from, name) {
  const room = roomOf(from);
  const only = ONLY.get(name);
  if (only !== undefined && room !== only) return `only ${only} imports ${name}`;
  if (!name.startsWith('.')) return undefined;
  const to = path.posix.join(path.posix.dirname(from), name).replace(/\/$|\.(ts|js)$/, '');
  // What is no code of a room: package.json, a style sheet, data.
  if (/\.(json|css)$/.test(to)) return undefined;
  const file = existsSync(path.join(ROOT, `${to}.ts`)) ? `${to}.ts` : to;
  const target = roomOf(file);
  const may = [...(GROUND.includes(room) ? [] : GROUND), ...(ROOMS[room] ?? [])];
  if (target !== room && !may.includes(target)) return `${room} may import only from: ${may.join(', ') || 'nothing'}`;
  const up = upwards(from, to);
  if (up !== undefined) return up;
  const door = passedDoor(from, to);
  return door === undefined ? undefined : `${door} is entered by its index only`;
}

/**
 * What a file imports against the rule.
 *
 * @param {string} file its path from the project's root, with `/`
 * @param {string} text
 * @returns {string[]} `file:line: why`
 */
export function faultsIn(file, text) {
  if (!Object.hasOwn(ROOMS, roomOf(file))) return [`${file} stands in no room (scripts/lib/fence.mjs lists them)`];
  return importsIn(file, text).flatMap(({ name, offset }) => {
    const why = name === undefined ? 'an import must name its file, so that it can be checked' : fault(file, name);
    return why === undefined ? [] : [`${file}:${text.slice(0, offset).split('\n').length}: ${why}`];
  });
}
