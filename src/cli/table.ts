export { table } from '../analysis/text-table';
