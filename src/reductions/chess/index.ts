export { encodeChess, type EncodedGame } from './encode';
export { START } from '../../readers/chess';
