/** A client option that holds a credential, and the environment variable that it falls back to. */
export interface OptionSpec {
  readonly option: string;
  readonly env: string;
}
