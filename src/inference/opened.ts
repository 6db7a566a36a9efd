import { onnxruntime, type Session } from './runtime';

/**
 * Opens a graph on the CPU as it is, whether it keeps to the contract or not.
 *
 * @param model the path of a file, or a graph that was made from one
 * @param folder of a graph that was made: where the files lie in which its weights are
 * @throws the runtime's error
 */
export async function openAsItIs(model: string | Uint8Array, folder?: string): Promise<Session> {
  return (await onnxruntime()).open(model, { providers: ['cpu'], ...(folder !== undefined && { folder }) });
}
