/**
 * What the option table is made of: an option knows its flag, its help line, its default and how to read a value from a
 * file or the command line.
 */

export interface Option<T, Default = unknown> {
  readonly kind: "option";
  /** Without the dashes: `package-name`. */
  readonly flag: string;
  /** One letter, without the dash. */
  readonly short?: string;
  /** Stands for the value in `--help`: `FILE`, `URL`, `a|b`. `null` for a switch. */
  readonly placeholder: string | null;
  /** One line for `--help` and the documentation's table. */
  readonly help: string;
  /** `undefined` where there is none. */
  readonly default: Default;
  /** The flag may be repeated; each adds one value. */
  readonly repeatable: boolean;
  /**
   * How the value counts: a `path` is taken relative to the folder of the file that names it (of the flag: the working
   * directory).
   */
  readonly role: "plain" | "path" | "location";
  /** What a configuration file may hold, as the sentence "must be ..." goes on. */
  readonly expected: string;
  /** Whether a configuration file's value is right. */
  readonly accepts: (value: unknown) => value is T;
  /** A flag's value; `undefined` where the text does not fit. */
  readonly parse: (text: string) => T | undefined;
}

interface Basics<Default> {
  readonly flag: string;
  readonly short?: string;
  readonly placeholder?: string;
  readonly help: string;
  readonly default?: Default;
}

const isString = (value: unknown): value is string => typeof value === "string" && value !== "";
const isStrings = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every(isString);

const plain = { kind: "option", repeatable: false, role: "plain" } as const;

/** Any text but the empty one. */
export function text<D extends string | undefined = undefined>(
  basics: Basics<D>,
): Option<string, D> {
  return {
    ...plain,
    placeholder: "TEXT",
    expected: "a text that is not empty",
    accepts: isString,
    parse: (value) => (value === "" ? undefined : value),
    ...withDefault(basics),
  };
}

/** A folder or file, relative to the configuration file. */
export function path<D extends string | undefined = undefined>(
  basics: Basics<D>,
): Option<string, D> {
  return { ...text({ placeholder: "PATH", ...basics }), role: "path", expected: "a path" };
}

/** A file, a URL, or `-` for standard input. */
export function location(basics: Basics<undefined>): Option<string, undefined> {
  return {
    ...text({ placeholder: "FILE|URL", ...basics }),
    role: "location",
    expected: "a path or a URL",
  };
}

/** Several texts; the flag adds one each time. */
export function texts(
  basics: Basics<readonly string[]>,
): Option<readonly string[], readonly string[]> {
  return {
    ...plain,
    placeholder: "TEXT",
    repeatable: true,
    expected: "a list of texts",
    accepts: isStrings,
    parse: (value) => (value === "" ? undefined : [value]),
    ...basics,
    default: basics.default ?? [],
  };
}

/** Several files or URLs. */
export function locations(
  basics: Basics<readonly string[]>,
): Option<readonly string[], readonly string[]> {
  return {
    ...texts({ placeholder: "FILE|URL", ...basics }),
    role: "location",
    expected: "a list of paths or URLs",
  };
}

/** One of a few words. */
export function choice<const T extends string, D extends T | undefined = undefined>(
  values: readonly T[],
  basics: Basics<D>,
): Option<T, D> {
  const accepts = (value: unknown): value is T => values.some((known) => known === value);
  return {
    ...plain,
    placeholder: values.join("|"),
    expected: values.map((value) => `"${value}"`).join(" or "),
    accepts,
    parse: (value) => (accepts(value) ? value : undefined),
    ...withDefault(basics),
  };
}

/** A number from `min` up. */
export function number<D extends number | undefined = undefined>(
  basics: Basics<D> & { readonly min: number },
): Option<number, D> {
  const { min, ...rest } = basics;
  const accepts = (value: unknown): value is number =>
    typeof value === "number" && Number.isFinite(value) && value >= min;
  return {
    ...plain,
    placeholder: "NUMBER",
    expected: `a number, at least ${min}`,
    accepts,
    parse: (value) => {
      const parsed = value.trim() === "" ? Number.NaN : Number(value);
      return accepts(parsed) ? parsed : undefined;
    },
    ...withDefault<D>(rest),
  };
}

/** Yes or no: `--flag` or `--no-flag`. */
export function toggle<D extends boolean | undefined = undefined>(
  basics: Basics<D>,
): Option<boolean, D> {
  return {
    ...plain,
    expected: "true or false",
    accepts: (value): value is boolean => typeof value === "boolean",
    parse: (value) => (value === "true" ? true : value === "false" ? false : undefined),
    ...withDefault(basics),
    placeholder: null,
  };
}

/** `D` is `undefined` where no default was given. */
function withDefault<D>(basics: Basics<D>): Omit<Basics<D>, "default"> & { readonly default: D } {
  return { ...basics, default: basics.default as D };
}
