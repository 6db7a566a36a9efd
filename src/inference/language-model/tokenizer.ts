import { dirname, join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import { readText } from '../../files/read';
import { codeOf, unreadText } from '../../files/reasons';
import { ContractError } from '../contract';
import { placesOf } from './places';

/** A text as a model reads it. */
export interface Tokens {
  ids: Int32Array;
  /** For each token the place in the text, in UTF-16 code units, behind its last character; 0 for one that starts every text. */
  ends: Int32Array;
}

/** Bytes of a tokenizer; those of the largest vocabularies have some 35 MB. */
const MOST_TOKENIZER = 96 * 2 ** 20;
const MOST_SETTINGS = 4 * 2 ** 20;
/** Code units of a token in a message. */
const MOST_QUOTED = 40;

/** Reads texts into a model's tokens, and says where each of them stands. */
export class TextTokenizer {
  /** Ids that stand for no text, such as the one that starts it. */
  private readonly special: ReadonlySet<number>;

  private constructor(
    private readonly inner: Tokenizer,
    specials: readonly Special[],
  ) {
    for (const { id, content } of specials) inner.model?.tokens_to_ids.set(content, id);
    this.special = new Set(specials.map(({ id }) => id));
  }

  /**
   * @param path of `tokenizer.json`; the `tokenizer_config.json` beside it is read where there is one
   * @throws ContractError for one that cannot be used, with the reason
   */
  static async open(path: string): Promise<TextTokenizer> {
    const json = await jsonOf(path, MOST_TOKENIZER, 'tokenizer.json');
    if (json === undefined) throw new ContractError('there is no tokenizer.json beside it');
    const settings =
      (await jsonOf(join(dirname(path), 'tokenizer_config.json'), MOST_SETTINGS, 'tokenizer_config.json')) ?? {};
    if (typeof json['model'] !== 'object' || json['model'] === null)
      throw new ContractError('its tokenizer.json holds no tokenizer: it has no "model"');
    const added: unknown[] = Array.isArray(json['added_tokens']) ? json['added_tokens'] : [];
    refuseIds(json['model'] as Record<string, unknown>, added);
    const specials = added.filter(isSpecial);
    // A text is data: where such a token is spelled out in it, it is read as the characters that stand there.
    const others = added.filter((one) => !isSpecial(one));
    try {
      return new TextTokenizer(new Tokenizer({ ...json, added_tokens: others }, settings), specials);
    } catch (error) {
      // What the library says of a part that is missing or of another type is of its own code.
      const said =
        error instanceof TypeError ? 'a part of it is missing, or not as it must be' : (error as Error).message;
      throw new ContractError(`its tokenizer.json cannot be used: ${said}; save the tokenizer anew (save_pretrained)`);
    }
  }

  /** Its tokens alone; what ends a text by rule would stand between a text and what follows it. */
  ids(text: string): Int32Array {
    const { ids } = this.encoded(text);
    return Int32Array.from(ids.slice(0, this.end(ids)));
  }

  /** @throws ContractError for a text with a part that is none of its tokens: it would be read as another one */
  private encoded(text: string): { ids: number[]; tokens: string[] } {
    const { ids, tokens } = this.inner.encode(text);
    const unknown = tokens.find((token) => this.inner.token_to_id(token) === undefined);
    if (unknown !== undefined)
      throw new ContractError(
        `its tokenizer has no token for ${JSON.stringify(unknown.slice(0, MOST_QUOTED))}, which the text holds`,
      );
    return { ids, tokens };
  }

  private end(ids: readonly number[]): number {
    let end = ids.length;
    while (end > 0 && this.isMark(ids[end - 1])) end--;
    return end;
  }

  /** @throws ContractError for a text whose tokens cannot be found in it again */
  read(text: string): Tokens {
    const { ids, tokens } = this.encoded(text);
    const to = this.end(ids);
    let from = 0;
    while (from < to && this.isMark(ids[from])) from++;
    const within = placesOf(text, tokens.slice(from, to));
    if (within === undefined)
      throw new ContractError(
        'its tokenizer changes the text (as to lower case), or does not know a part of it, so that its tokens cannot be found in the text again',
      );
    return {
      ids: Int32Array.from(ids.slice(0, to)),
      ends: Int32Array.from([...new Array<number>(from).fill(0), ...within]),
    };
  }

  private isMark(id: number | undefined): boolean {
    return id !== undefined && this.special.has(id);
  }
}

/** A token that stands for no text, as `tokenizer.json` names it. */
interface Special {
  id: number;
  content: string;
}

function isSpecial(data: unknown): data is Special {
  if (typeof data !== 'object' || data === null || !('special' in data) || data.special !== true) return false;
  return 'id' in data && typeof data.id === 'number' && 'content' in data && typeof data.content === 'string';
}

/** Of a vocabulary with ids as they may not be, a text would be read as another one in silence. @throws ContractError */
function refuseIds({ vocab }: Record<string, unknown>, added: readonly unknown[]): void {
  if (typeof vocab !== 'object' || vocab === null)
    throw new ContractError('its tokenizer.json holds no vocabulary: it has no "model.vocab"');
  const named = added.map((one): [token: string, id: unknown] => {
    const { content, id } = Object(one) as Partial<Record<string, unknown>>;
    if (typeof content !== 'string')
      throw new ContractError('its tokenizer.json names an added token without "content"');
    return [content, id];
  });
  // A list gives each token the number of its place.
  const listed: [token: string, id: unknown][] = Array.isArray(vocab) ? [] : Object.entries(vocab);
  const tokens = new Map<unknown, string>();
  for (const [token, id] of [...named, ...listed]) {
    const quoted = JSON.stringify(token.slice(0, MOST_QUOTED));
    if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 0)
      throw new ContractError(`its tokenizer.json gives the token ${quoted} no id: it is to be a whole number from 0`);
    const other = tokens.get(id);
    if (other !== undefined && other !== token)
      throw new ContractError(
        `its tokenizer.json gives two tokens the id ${id}: ${JSON.stringify(other.slice(0, MOST_QUOTED))} and ${quoted}`,
      );
    tokens.set(id, token);
  }
}

async function jsonOf(path: string, most: number, name: string): Promise<Record<string, unknown> | undefined> {
  let text: string;
  try {
    text = await readText(path, most);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new ContractError(`its ${name} ${unreadText(error)}`);
  }
  try {
    const data: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (typeof data === 'object' && data !== null && !Array.isArray(data)) return data as Record<string, unknown>;
  } catch (error) {
    throw new ContractError(`its ${name} is not JSON: ${(error as Error).message}`);
  }
  throw new ContractError(`its ${name} holds no object`);
}
