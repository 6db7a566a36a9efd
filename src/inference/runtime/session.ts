import type { Call } from '../bridge/bridge';
import type { Graph } from '../bridge/plan';

/** A graph that can be run, on whatever sessions of the runtime. */
export interface Opened {
  graph: Graph;
  call: Call;
  release: () => Promise<void>;
}

/** A graph that onnxruntime has opened. */
export interface Session extends Opened {
  /** Writes the profile, where one was asked for. */
  endProfiling: () => void;
}

export interface Opening {
  /** Names of execution providers, the wanted one first. */
  providers: readonly string[];
  /** Of a model that comes as bytes: the folder below which the files lie that hold its weights. */
  folder?: string;
  /** Entries of the session's configuration, by onnxruntime's own names. */
  entries?: Readonly<Record<string, string>>;
  /** How the name of a file begins that will say which provider ran which operator. */
  profile?: string;
}

/** onnxruntime, as native code or as WebAssembly. */
export interface Onnxruntime {
  /** Names of the execution providers of this build; whether they work here is another matter. */
  providers: ReadonlySet<string>;
  /** Whether it is WebAssembly, which has the CPU alone. */
  isWeb: boolean;
  /** Bytes beyond which it cannot run anything, whatever the machine has. */
  memory: number;
  /** @param model the path of a file, or a model's bytes. @throws the runtime's error */
  open(model: string | Uint8Array, opening: Opening): Promise<Session>;
  /** Why a provider could not be opened, where that can be told better than by the runtime's error. */
  explain(provider: string, error: unknown): unknown;
}
