/** Everything that is wrong with a deck's files, told at once. */
export interface Problem {
  /** Path of the file inside the deck's folder. */
  readonly file: string;
  /** The fact, note or entity; empty when the whole file is meant. */
  readonly where: string;
  readonly message: string;
}

export const tell = ({ file, where, message }: Problem): string =>
  `${file}: ${where === "" ? "" : `${where}: `}${message}`;

export class DeckError extends Error {
  constructor(
    readonly folder: string,
    readonly problems: readonly string[],
  ) {
    super(
      `${folder}: ${problems.length === 1 ? "1 problem" : `${problems.length} problems`}\n${problems.map((p) => `  ${p}`).join("\n")}`,
    );
    this.name = "DeckError";
  }
}
