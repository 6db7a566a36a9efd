import { readNarrative } from '../../../../../src/readers/narrative';

export const NAMES = ['Nora', 'Omar', 'Pia', 'Quinn', 'Rosa', 'Sven', 'Tilda', 'Uwe'];
export const THINGS = ['kite', 'lamp', 'mug', 'drum', 'vase', 'scarf', 'whistle', 'compass'];

/** Where everything is at the end of a story, by its name. */
export async function placesOf(text: string): Promise<Map<string, string>> {
  const { slots, objects, final } = await readNarrative({ uri: 'a.txt', language: 'narrative', text }, {});
  return new Map(slots.map((slot, k) => [objects[final?.[k] ?? -1] ?? '', slot.replace(/ \(\d+\)$/, '')]));
}
