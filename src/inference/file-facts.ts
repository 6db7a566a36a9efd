import { graphFacts, type GraphFacts } from '../graph/facts';
import { GraphError } from '../graph/graph-error';
import { readSkeleton } from '../graph/skeleton';
import { manifestData } from '../models/manifest-source';
import { readOnnxMetadata } from '../models/onnx-metadata';
import { isRemote } from '../models/remote/address';

/** An ONNX file, whether it follows the contract or not. */
export interface FileFacts extends GraphFacts {
  /** Of the file; weights beside it do not count. */
  bytes: number;
  /** Why it is not read as a model of this product; absent where it carries a manifest. */
  lacks?: string;
}

/**
 * What a file says of itself. Nothing of it is run, and no large weight read.
 *
 * @throws OnnxFileError, GraphError for what is no ONNX model or beyond the bounds; what the file system says
 */
export async function fileFacts(path: string): Promise<FileFacts> {
  if (isRemote(path)) throw new GraphError('a server shows nothing of its model’s graph: open a file');
  // What is no model at all, or was not fetched, is told in better words than of a graph.
  const { bytes, metadata } = await readOnnxMetadata(path);
  const manifest = await manifestData(path, metadata);
  const facts = graphFacts(await readSkeleton(path));
  return { bytes, ...facts, ...('reason' in manifest && { lacks: manifest.reason }) };
}
