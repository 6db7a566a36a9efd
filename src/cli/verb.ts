/** A verb gets what follows it on the command line and gives the exit code. */
export type Verb = (argv: string[], signal: AbortSignal) => Promise<number>;
