/** What each of five slots holds after some swaps of them, by exchanging alone. */
export function heldAfter(word: readonly (readonly number[])[]): number[] {
  const held = [0, 1, 2, 3, 4];
  for (const map of word) {
    const [a = 0, b = 0] = [...map.keys()].filter((slot) => map[slot] !== slot);
    [held[a], held[b]] = [held[b] ?? 0, held[a] ?? 0];
  }
  return held;
}

/** The right answer: places and objects stand in a question in the order of the world. */
export function answerTo(question: string, held: readonly number[]): string {
  const named = (line: RegExp): string[] => JSON.parse(`[${line.exec(question)?.[1] ?? ''}]`) as string[];
  const [places, objects] = [named(/places hold\? (.*)/), named(/one of these: (.*)/)];
  const people = [...question.matchAll(/([A-Z]\w+) has /g)].map(([, name]) => name);
  const slotOf = (place: string): number => {
    const index = /\[(\d)\]$/.exec(place)?.[1];
    if (index !== undefined) return Number(index);
    return /^[a-e]8$/.test(place) ? place.charCodeAt(0) - 97 : people.indexOf(place);
  };
  return JSON.stringify(Object.fromEntries(places.map((place) => [place, objects[held[slotOf(place)] ?? -1]])));
}
