import { NotationError } from '../../../algebra/notation';

/** A story is read, but not all that it says: told before what another way to read it does not understand. */
export class NotAccounted extends NotationError {}
