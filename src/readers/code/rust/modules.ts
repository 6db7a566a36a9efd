import type { Files } from '../../reader';

/** Files that are modules of the folder that they lie in. */
const OF_FOLDER = ['mod.rs', 'lib.rs', 'main.rs'];

/** A module in a file of its own. Paths are those from the folder of the project. */
export interface Module {
  file: string;
  /** Where the files of the modules in it lie. */
  folder: string;
}

/** The text of a file of the project. */
export type Text = Files['text'];

/** The module that a file is: of its folder where that begins a crate, or is one with its name. */
export function moduleOf(file: string, text: Text): Module {
  const [folder, name] = parted(file);
  const isOfFolder = OF_FOLDER.includes(name) || above(folder, stemOf(name), text) === undefined;
  return { file, folder: isOfFolder ? folder : within(folder, stemOf(name)) };
}

/** `mod name;` in a module. */
export function childOf(module: Module, name: string, text: Text): Module | undefined {
  return declares(module.file, name, text) ? inFolder(module, name, text) : undefined;
}

/** The file of a module that another one declares. */
export function inFolder({ folder }: Module, name: string, text: Text): Module | undefined {
  const inside = within(folder, name);
  const found = [`${inside}.rs`, `${inside}/mod.rs`].find((path) => text(path) !== undefined);
  return found === undefined ? undefined : { file: found, folder: inside };
}

/** The module around one; undefined for that with which its crate begins. */
export function parentOf({ file }: Module, text: Text): Module | undefined {
  const [folder, name] = parted(file);
  if (name === 'lib.rs' || name === 'main.rs') return undefined;
  if (name !== 'mod.rs') return above(folder, stemOf(name), text);
  const [outer, own] = parted(folder);
  return above(outer, own, text);
}

/** That with which a module's crate begins. */
export function rootOf(module: Module, text: Text): Module {
  const outer = parentOf(module, text);
  return outer ? rootOf(outer, text) : module;
}

/** The module of a folder, in a file within it or beside it, that says `mod name;`. */
function above(folder: string, name: string, text: Text): Module | undefined {
  const files = [...OF_FOLDER.map((one) => within(folder, one)), ...(folder === '' ? [] : [`${folder}.rs`])];
  const file = files.find((one) => declares(one, name, text));
  return file === undefined ? undefined : { file, folder };
}

function declares(file: string, name: string, text: Text): boolean {
  return (
    /^\w+$/.test(name) && new RegExp(`^\\s*(?:pub(?:\\([^)]*\\))?\\s+)?mod\\s+${name}\\s*;`, 'm').test(text(file) ?? '')
  );
}

function parted(path: string): [folder: string, name: string] {
  const at = path.lastIndexOf('/');
  return [path.slice(0, Math.max(0, at)), path.slice(at + 1)];
}

function within(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

function stemOf(name: string): string {
  return name.replace(/\.rs$/, '');
}
