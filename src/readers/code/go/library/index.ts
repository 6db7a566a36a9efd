import { Library } from '../../core/library/library';
import { print } from '../../native/parameters';
import { builders } from './builders';
import { errors } from './errors';
import { input } from './input';
import { lists } from './lists';
import { mathematics } from './mathematics';
import { slices } from './slices';
import { sorting } from './sorting';
import { texts } from './texts';
import { types } from './types';

export const library = new Library([
  builders,
  errors,
  input,
  lists,
  mathematics,
  slices,
  sorting,
  texts,
  types,
  {
    functions: {
      ...{ print, println: print, 'fmt.Print': print, 'fmt.Println': print, 'fmt.Printf': print },
    },
    modules: ['fmt', 'slices', 'sort', 'rand', 'math', 'os', 'time', 'strings', 'errors'],
  },
]);
