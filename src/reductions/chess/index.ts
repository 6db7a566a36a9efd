export { decodeChess } from './decode';
export { encodeChess, type EncodedGame } from './encode';
export { START } from './swap';
