export { percent, table } from '../analysis/text-table';
