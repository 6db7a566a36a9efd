/** A path that is told from a file's folder, told from where the file's own path is. */
export function joined(file: string, path: string): string {
  const folder = /^(?:.*[/\\])?/.exec(file)?.[0] ?? '';
  const parts: string[] = [];
  for (const part of `${folder}${path}`.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..' && parts.at(-1) !== '') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}
