import type { TextReader } from '../reader';
import { storyExamples } from './examples';
import { itemsIn, readStories, readStory } from './read';

export { itemsIn, readStory };
export const stories: TextReader = { read: readStories, examples: storyExamples };
