import { Library } from '../../core/library/library';
import { scan } from '../../native/input';
import { print } from '../../native/parameters';
import { lists } from './lists';
import { mathematics } from './mathematics';
import { slices } from './slices';
import { sorting } from './sorting';
import { types } from './types';

export const library = new Library([
  lists,
  mathematics,
  slices,
  sorting,
  types,
  {
    functions: {
      ...{ print, println: print, 'fmt.Print': print, 'fmt.Println': print, 'fmt.Printf': print },
      ...{ 'fmt.Scan': scan, 'fmt.Scanln': scan },
    },
    modules: ['fmt', 'slices', 'sort', 'rand', 'math', 'os', 'time', 'strings'],
  },
]);
