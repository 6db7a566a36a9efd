import { parse } from '../grammars';
import { grammarOf } from '../languages';
import { signatures, type Signature } from './signature';

let last: { language: string; text: string; found: readonly Signature[] } | undefined;

/** The functions of a text as `signatures` tells them. Those of the text that was asked for last are kept, for it is read many times. */
export async function knownIn(language: string, text: string): Promise<readonly Signature[]> {
  if (last?.language === language && last.text === text) return last.found;
  const tree = await parse(grammarOf(language), text);
  try {
    const found = signatures(tree.rootNode);
    last = { language, text, found };
    return found;
  } finally {
    tree.delete();
  }
}
