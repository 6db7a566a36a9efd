/** One question, without anything that was said before. */
export interface ChatQuestion {
  text: string;
  /** 0 for the likeliest answer each time. */
  temperature: number;
  /** Where the model takes one: the same question with the same seed is answered in the same way. */
  seed: number;
  /** Tokens of the answer, what is thought in writing among them. */
  mostTokens: number;
}

export interface ChatSaid {
  /** As it came. */
  text: string;
  /** Whether it ended for it had become too long. */
  isCut: boolean;
  /** Tokens that were read and written, where it is told. */
  tokens?: { read: number; written: number };
}

/** Asks a model in words. */
export interface ChatAsker {
  /** @throws Error with the reason, for people; the signal's reason when it is aborted */
  ask(question: ChatQuestion, signal?: AbortSignal): Promise<ChatSaid>;
}
