import { basename, join } from 'node:path';
import { isLanguageFolder } from '../models/language-model/folder';

/** `models/` lies beside `dist/`, to which the terminal front is bundled, and beside `src/`. */
export const BUNDLED = join(__dirname, basename(__dirname) === 'dist' ? '..' : '../..', 'models');

/** The folder of a language model that is named by its path, or by the id of a bundled one; undefined for what names none. */
export async function languageFolder(name: string): Promise<string | undefined> {
  if (await isLanguageFolder(name)) return name;
  const own = join(BUNDLED, name);
  return /^[\w.-]+$/.test(name) && (await isLanguageFolder(own)) ? own : undefined;
}
