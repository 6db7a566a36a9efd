import { parquetMetadata, type FileMetaData } from 'hyparquet';
import { lastBytes } from '../run/folders';

/** The length of what comes before, and the magic number. */
const END = 8;

/** What a Parquet file says of itself. */
export function footerOf(path: string): FileMetaData {
  const length = new DataView(lastBytes(path, END).buffer).getUint32(0, true);
  return parquetMetadata(lastBytes(path, length + END).buffer);
}

/** Rows of each of its row groups. */
export function groupRows(path: string): number[] {
  return footerOf(path).row_groups.map(({ num_rows }) => Number(num_rows));
}
