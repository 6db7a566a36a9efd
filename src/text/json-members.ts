/**
 * The first member whose name an object has already: `JSON.parse` keeps the last of them, and says nothing.
 *
 * @param text valid JSON
 * @returns its name, and the offset of that in UTF-16 code units
 */
export function twiceNamed(text: string): { name: string; offset: number } | undefined {
  // Of each object that is open its names, of each list none.
  const open: (Set<string> | undefined)[] = [];
  let isName = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') {
      const end = stringEnd(text, at);
      const names = open.at(-1);
      if (isName && names) {
        const name = JSON.parse(text.slice(at, end)) as string;
        if (names.has(name)) return { name, offset: at };
        names.add(name);
      }
      isName = false;
      at = end - 1;
    } else if (character === '{' || character === '[') {
      open.push(character === '{' ? new Set() : undefined);
      isName = true;
    } else if (character === '}' || character === ']') open.pop();
    else if (character === ',') isName = true;
  }
  return undefined;
}

/** Behind the quotation mark that ends the text in JSON that begins at a place. */
export function stringEnd(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}
