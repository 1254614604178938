import { resolve } from "node:path";
import type { OperationFilter, ResolvedConfig, RetryPolicy, Selector } from "../contract/index.js";
import { SpecwrightError } from "../contract/index.js";
import type { SpecwrightConfig } from "./define-config.js";
import type { ParsedFlags } from "./flags.js";
import type { AnyOption } from "./options.js";
import { optionRows, options } from "./options.js";
import type { Option } from "./option.js";

/** Where the values come from, the strongest first. */
export interface Sources {
  readonly flags: ParsedFlags;
  /** Folder that paths in flags are relative to. */
  readonly cwd: string;
  readonly config: SpecwrightConfig;
  /** Folder that paths in `config` are relative to. */
  readonly configFolder: string;
  /** The configuration file, to say so in diagnostics. */
  readonly configFile: string | null;
}

/**
 * Flags before the file before the defaults; every path made absolute.
 *
 * @throws {SpecwrightError} `config-input-missing` where nothing names the document.
 */
export function resolveSources(sources: Sources): ResolvedConfig {
  const get = <T, D>(option: Option<T, D>): T | D => valueOf(option, sources);
  const input = get(options.input);
  if (input === undefined) throw inputMissing(sources);
  return {
    input,
    output: get(options.output),
    templates: get(options.templates) ?? null,
    overlays: get(options.overlays),
    allowHosts: get(options.allowHosts),
    filter: filterOf(get),
    package: valuesOf(options.package, sources),
    client: valuesOf(options.client, sources),
    types: { dates: get(options.types.dates), int64: get(options.types.int64) },
    retries: retryPolicy(sources),
    validation: get(options.validation),
    openapiTypes: get(options.openapiTypes),
    release: { bump: get(options.release.bump), changelog: get(options.release.changelog) },
    dropAliases: get(options.dropAliases),
    failOn: get(options.failOn),
  };
}

function filterOf(get: <T, D>(option: Option<T, D>) => T | D): OperationFilter {
  const { include, exclude, keepUnreferenced } = options.filter;
  const selector = ({ tags, paths, operations }: typeof include): Selector => ({
    tags: get(tags),
    paths: get(paths),
    operations: get(operations),
  });
  return {
    include: selector(include),
    exclude: { ...selector(exclude), deprecated: get(exclude.deprecated) },
    keepUnreferenced: get(keepUnreferenced) ?? null,
  };
}

/** Each option of a group that has no defaults; `null` for those not given. */
function valuesOf<Key extends string>(
  group: Readonly<Record<Key, Option<string>>>,
  sources: Sources,
): Readonly<Record<Key, string | null>> {
  const entries = Object.entries<Option<string>>(group).map(([key, option]) => {
    const value = valueOf(option, sources);
    return [key, typeof value === "string" ? value : null];
  });
  return Object.fromEntries(entries) as Readonly<Record<Key, string | null>>;
}

/** The value of one option, or its default. */
export function valueOf<T, D>(option: Option<T, D>, sources: Sources): T | D {
  const fromFlag = sources.flags.values.get(option.flag);
  const given = fromFlag === undefined ? inConfig(option, sources.config) : fromFlag;
  const value = given === undefined ? option.default : given;
  const folder = fromFlag === undefined ? sources.configFolder : sources.cwd;
  const placed = placeIn(folder, value, option.role);
  return option.accepts(placed) ? placed : option.default;
}

function inConfig(option: AnyOption, config: SpecwrightConfig): unknown {
  const row = optionRows.find((candidate) => candidate.option === option);
  return row?.path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined,
    config,
  );
}

function placeIn(folder: string, value: unknown, role: AnyOption["role"]): unknown {
  if (role === "plain") return value;
  if (Array.isArray(value)) return value.map((entry: unknown) => placeIn(folder, entry, role));
  if (typeof value !== "string") return value;
  const isPath = role === "path" || !(value === "-" || /^https?:\/\//i.test(value));
  return isPath ? resolve(folder, value) : value;
}

/** `null` where no part was given: the document's own policy holds. */
function retryPolicy(sources: Sources): RetryPolicy | null {
  if (!optionRows.some((row) => row.path[0] === "retries" && isGiven(row.option, sources))) {
    return null;
  }
  const { strategy, backoff, statusCodes, retryConnectionErrors } = options.retries;
  const kind = valueOf(strategy, sources);
  return {
    strategy: kind,
    backoff:
      kind === "none"
        ? null
        : {
            initialInterval: valueOf(backoff.initialInterval, sources),
            maxInterval: valueOf(backoff.maxInterval, sources),
            exponent: valueOf(backoff.exponent, sources),
            maxElapsedTime: valueOf(backoff.maxElapsedTime, sources),
          },
    statusCodes: valueOf(statusCodes, sources),
    retryConnectionErrors: valueOf(retryConnectionErrors, sources),
    source: "the configuration",
  };
}

function isGiven(option: AnyOption, { flags, config }: Sources): boolean {
  return flags.values.has(option.flag) || inConfig(option, config) !== undefined;
}

function inputMissing({ configFile }: Sources): SpecwrightError {
  const message =
    configFile === null
      ? "Nothing names the OpenAPI document: there is no configuration file and no --input."
      : "The configuration does not name the OpenAPI document.";
  return new SpecwrightError([
    {
      rule: "config-input-missing",
      severity: "error",
      message,
      hint: 'Give it as an argument (specwright generate openapi.yaml), or as "input" in specwright.config.ts.',
      ...(configFile === null ? {} : { location: { file: configFile } }),
    },
  ]);
}
