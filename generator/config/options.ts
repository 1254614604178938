/**
 * Every option, once. The configuration's type, its validation, the flags, `--help` and the check of docs/configuration.md all come from here.
 * The comments show in an editor while a configuration file is written; `help` is the one line for a terminal.
 */
import type { Option } from "./option.js";
import { choice, location, locations, number, path, text, texts, toggle } from "./option.js";

export const options = {
  /** The OpenAPI document: a file (relative to this configuration file), a URL, or `-` for standard input. Required. */
  input: location({
    flag: "input",
    short: "i",
    placeholder: "FILE|URL|-",
    help: "The OpenAPI document; - reads standard input. Also the first argument.",
  }),

  /** Folder of the generated package, relative to this configuration file. New, empty, or written by Specwright before. Default: `sdk`. */
  output: path({
    flag: "output",
    short: "o",
    placeholder: "DIR",
    default: "sdk",
    help: "Folder of the generated package.",
  }),

  /** Folder with templates of your own, laid out as the built-in ones: a file there replaces the built-in file of the same path. Default: none. */
  templates: path({
    flag: "templates",
    placeholder: "DIR",
    help: "Folder whose files replace the built-in templates of the same path.",
  }),

  /** OpenAPI Overlay documents (files or URLs), applied to the document in this order. Default: none. */
  overlays: locations({
    flag: "overlay",
    help: "OpenAPI Overlay to apply to the document, in the order given.",
  }),

  /** Hosts that `$ref`s and overlays may be fetched from, such as `api.example.com`. The host of `input` is always allowed. Default: none. */
  allowHosts: texts({
    flag: "allow-host",
    placeholder: "HOST",
    help: "Host that references and overlays may be fetched from.",
  }),

  /** Which operations are generated. Without any of these, all. */
  filter: {
    /** Only operations that any of these means. Default: all. */
    include: {
      /** Tags, as the document has them. */
      tags: texts({
        flag: "include-tag",
        placeholder: "TAG",
        help: "Generate only operations with this tag, and what else is included.",
      }),
      /** Paths: `*` stands for any text within a segment, `**` for any number of segments. Of a webhook its name. */
      paths: texts({
        flag: "include-path",
        placeholder: "PATTERN",
        help: "Generate only operations with this path (/pets/**), and what else is included.",
      }),
      /** operationIds, or a method and a path: `GET /pets/*`. */
      operations: texts({
        flag: "include-operation",
        placeholder: "ID",
        help: 'Generate only this operation (id or "GET /pets"), and what else is included.',
      }),
    },
    /** No operation that any of these means, even if it is included. Default: none. */
    exclude: {
      /** Tags, as the document has them. */
      tags: texts({
        flag: "exclude-tag",
        placeholder: "TAG",
        help: "Leave out operations with this tag.",
      }),
      /** Paths, as in `include`. */
      paths: texts({
        flag: "exclude-path",
        placeholder: "PATTERN",
        help: "Leave out operations with this path (/pets/**).",
      }),
      /** operationIds, or a method and a path, as in `include`. */
      operations: texts({
        flag: "exclude-operation",
        placeholder: "ID",
        help: 'Leave out this operation (id or "GET /pets").',
      }),
      /** Operations that are deprecated. Default: false. */
      deprecated: toggle({
        flag: "exclude-deprecated",
        default: false,
        help: "Leave out operations that are deprecated.",
      }),
    },
    /** Generate components that nothing refers to. Default: true without a filter, false with one. */
    keepUnreferenced: toggle({
      flag: "keep-unreferenced",
      help: "Generate components that nothing refers to. Default: only without a filter.",
    }),
  },

  /** What stands in the generated package.json. */
  package: {
    /** npm name, such as `@acme/api`. Default: from the document's title. */
    name: text({ flag: "package-name", placeholder: "NAME", help: "Name of the package on npm." }),
    /** Version of the package. Default: `0.1.0`. */
    version: text({
      flag: "package-version",
      placeholder: "VERSION",
      help: "Version of the package.",
    }),
    /** One sentence for npm. Default: the document's summary, or one made from its title. */
    description: text({ flag: "package-description", help: "Description of the package." }),
    /** SPDX identifier. Default: `MIT`. */
    license: text({
      flag: "package-license",
      placeholder: "SPDX",
      help: "SPDX license identifier of the package.",
    }),
    /** `Name <mail> (url)`. Default: none. */
    author: text({ flag: "package-author", help: "Author of the package." }),
    /** Source repository, such as `github:acme/api-typescript`. npm needs it for provenance. Default: none. */
    repository: text({
      flag: "package-repository",
      placeholder: "URL",
      help: "Source repository of the package.",
    }),
    /** Home page of the package. Default: the document's `externalDocs`. */
    homepage: text({
      flag: "package-homepage",
      placeholder: "URL",
      help: "Home page of the package.",
    }),
  },

  /** What the client is called. */
  client: {
    /** Class name, such as `OpenRouter`. Default: from the document's title. */
    name: text({ flag: "client-name", placeholder: "NAME", help: "Name of the client class." }),
    /** Prefix of the environment variables that the client reads, such as `OPENROUTER`. Default: from the client's name. */
    envPrefix: text({
      flag: "env-prefix",
      placeholder: "PREFIX",
      help: "Prefix of the environment variables that the client reads.",
    }),
  },

  /** What strings and numbers become whose `format` says more than JSON can. */
  types: {
    /** Strings of `format: date-time` in the SDK's types: the text as it arrived, or a `Date`. A `format: date` stays a text. Default: `string`. */
    dates: choice(["string", "Date"], {
      flag: "dates",
      default: "string",
      help: "What a date-time is in the SDK: its text, or a Date.",
    }),
    /** Numbers of `format: int64` and `uint64` in the SDK's types. Beyond 2^53 a `number` is not exact. Default: `number`. */
    int64: choice(["number", "bigint"], {
      flag: "int64",
      default: "number",
      help: "What a 64-bit integer is in the SDK; a number is not exact beyond 2^53.",
    }),
  },

  /** Retry policy of every operation. Setting any part of it replaces the document's own policy. */
  retries: {
    /** `backoff`: wait longer each time. `none`: never retry. Default: `backoff`. */
    strategy: choice(["backoff", "none"], {
      flag: "retry-strategy",
      default: "backoff",
      help: "Wait longer before each retry, or never retry.",
    }),
    /** Waiting times, in milliseconds. */
    backoff: {
      /** Before the first retry, in milliseconds. Default: 500. */
      initialInterval: number({
        flag: "retry-initial-interval",
        default: 500,
        placeholder: "MS",
        min: 0,
        help: "Wait before the first retry, in milliseconds.",
      }),
      /** The longest wait, in milliseconds. Default: 60000. */
      maxInterval: number({
        flag: "retry-max-interval",
        default: 60_000,
        placeholder: "MS",
        min: 0,
        help: "The longest wait between two attempts, in milliseconds.",
      }),
      /** Each wait is the one before times this. Default: 1.5. */
      exponent: number({
        flag: "retry-exponent",
        default: 1.5,
        min: 1,
        help: "Each wait is the one before times this.",
      }),
      /** No retry starts later than this after the call did, in milliseconds. Default: 60000. */
      maxElapsedTime: number({
        flag: "retry-max-elapsed-time",
        default: 60_000,
        placeholder: "MS",
        min: 0,
        help: "No retry starts later than this after the call did, in milliseconds.",
      }),
    },
    /** Statuses to retry, each a status or a range: `["429", "5XX"]`. Default: 408, 425, 429, 500, 502, 503, 504, 529. */
    statusCodes: texts({
      flag: "retry-status",
      default: ["408", "425", "429", "500", "502", "503", "504", "529"],
      placeholder: "STATUS",
      help: "Status (429) or range (5XX) to retry.",
    }),
    /** Retry where no response arrived. Default: true. */
    retryConnectionErrors: toggle({
      flag: "retry-connection-errors",
      default: true,
      help: "Retry where no response arrived.",
    }),
  },

  /** Adds schemas, and an entry that compares responses with them for those who ask: the package then depends on valibot. Default: false. */
  validation: toggle({
    flag: "validation",
    default: false,
    help: "Add schemas that responses can be compared with (needs valibot).",
  }),

  /** Adds the entry `openapi`: the document's types as openapi-typescript makes them, for openapi-fetch and what is built on it. Default: false. */
  openapiTypes: toggle({
    flag: "openapi-types",
    default: false,
    help: "Add the entry `openapi`: `paths` as openapi-typescript makes them.",
  }),

  /** How the package gets its version and its changelog. */
  release: {
    /** Raise the version by what has changed since the last release (`specwright release`), as semver has it. A version that was raised by hand stays. Default: false. */
    bump: toggle({
      flag: "bump",
      default: false,
      help: "Raise the version by what has changed since the last release.",
    }),
    /** With `bump`, write what has changed into CHANGELOG.md, too; what people write there stays. Default: true. */
    changelog: toggle({
      flag: "changelog",
      default: true,
      help: "With --bump: write what has changed into CHANGELOG.md.",
    }),
  },

  /** Leaves out the deprecated aliases that names of the package have from before the document renamed them. Default: false. */
  dropAliases: toggle({
    flag: "drop-aliases",
    default: false,
    help: "Leave out the deprecated aliases of what the document has renamed.",
  }),

  /** The least severity of a diagnostic that makes the command fail: with 2 for an error, with 1 for a warning. Default: `error`. */
  failOn: choice(["error", "warning", "never"], {
    flag: "fail-on",
    default: "error",
    help: "The least severity of a diagnostic that makes the command fail.",
  }),
};

/** The table, or a part of it, without its exact keys. */
export interface OptionGroup {
  readonly [key: string]: OptionGroup | AnyOption;
}

/** An option whose value is not known to the type checker. */
export type AnyOption = Omit<Option<unknown>, "accepts"> & {
  readonly accepts: (value: unknown) => boolean;
};

/** One row of the table. */
export interface OptionRow {
  /** Key path in a configuration: `package.name`. */
  readonly key: string;
  readonly path: readonly string[];
  readonly option: AnyOption;
}

/** The whole table as rows, in its order. */
export const optionRows: readonly OptionRow[] = rowsOf(options, []);

export function isOption(entry: OptionGroup | AnyOption): entry is AnyOption {
  return entry["kind"] === "option";
}

function rowsOf(group: OptionGroup, parents: readonly string[]): OptionRow[] {
  return Object.entries(group).flatMap(([name, entry]) => {
    const path = [...parents, name];
    return isOption(entry) ? [{ key: path.join("."), path, option: entry }] : rowsOf(entry, path);
  });
}
