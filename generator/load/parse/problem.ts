/** What a text does wrong. */
export interface TextProblem {
  readonly rule: "duplicate-key" | "yaml-several-documents" | "yaml-alias-cycle";
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
}

/** The text is neither JSON nor YAML. */
export class TextError extends Error {
  constructor(
    message: string,
    readonly line: number | undefined,
    readonly column: number | undefined,
  ) {
    super(message);
  }
}

/** Levels of objects and lists. Far beyond any real description, and safe to walk. */
export const maxDepth = 1000;
