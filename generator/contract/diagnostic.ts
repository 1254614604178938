/** Everything the program tells its user about the input: one shape for the terminal, JSON and SARIF. */

/** `error`: the thing named was left out or the run stopped. `warning`: emitted, but not exactly as described. `info`: a decision worth knowing. */
export type Severity = "error" | "warning" | "info";

/** Where in the user's input something stands. Lines and columns count from 1. */
export interface SourceLocation {
  /** The file as the user named it, a URL, or `<stdin>`. */
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  /** JSON pointer inside the file, such as `/paths/~1rerank/post`. */
  readonly pointer?: string;
}

/** One finding. `rule` is stable: users filter and silence by it. */
export interface Diagnostic {
  /** Stable id, kebab-case, such as `ref-not-found`. */
  readonly rule: string;
  readonly severity: Severity;
  /** What is wrong, one sentence, naming the thing. */
  readonly message: string;
  /** What to do about it, one sentence. */
  readonly hint: string;
  readonly location?: SourceLocation;
  /** How many findings of the same rule it stands for, itself among them. Default: 1. */
  readonly count?: number;
  /** The smallest OpenAPI Overlay (YAML) that ends the finding, where there is one. */
  readonly overlay?: string | undefined;
  /** `sure`: it says what was plainly meant, or what the package does anyway. `template`: a person has to put the right values in. */
  readonly overlayKind?: "sure" | "template" | undefined;
}

/** Ends the run: the input cannot be worked with. The command line prints the diagnostics and exits with 2; never a stack trace. */
export class SpecwrightError extends Error {
  override readonly name = "SpecwrightError";
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[], options?: ErrorOptions) {
    super(diagnostics.map((d) => `${d.rule}: ${d.message}`).join("\n"), options);
    this.diagnostics = diagnostics;
  }
}

/** How a stage tells of a finding without stopping. */
export type Report = (diagnostic: Diagnostic) => void;
