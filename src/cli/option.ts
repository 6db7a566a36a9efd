/** Something that may follow a verb on the command line. */
export interface Option {
  /** Without its dashes. */
  name: string;
  /** What stands for its value in help; an option without one is a flag. */
  value?: string;
  help: string;
  /** It may be given several times. */
  many?: true;
  /** The heading that it stands under in help, where a verb has many options. */
  about?: string;
}
