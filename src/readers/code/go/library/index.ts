import { Library } from '../../core/library/library';
import { print } from '../../native/parameters';
import { builders } from './builders';
import { channels } from './channels';
import { deferring } from './deferring';
import { dynamic } from './dynamic';
import { errors } from './errors';
import { input } from './input';
import { lists } from './lists';
import { mathematics } from './mathematics';
import { methods } from './methods';
import { slices } from './slices';
import { sorting } from './sorting';
import { texts } from './texts';
import { types } from './types';

export { goneThrough, isChannel } from './channels';

export const library = new Library([
  builders,
  channels,
  deferring,
  dynamic,
  errors,
  input,
  lists,
  mathematics,
  methods,
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
