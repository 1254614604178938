import { type AnyOption, optionRows, options } from "../config/options.js";
import type { Command } from "./command.js";
import {
  appliedFlag,
  bumpOnFlag,
  ciFlag,
  configFlag,
  dateFlag,
  documentFlag,
  dryRunFlag,
  failOnBumpFlag,
  forceFlag,
  formatFlag,
  helpFlag,
  jobsFlag,
  jsonFlag,
  oursFlag,
  pathFlag,
  reportFlag,
  targetFlag,
  templateFlag,
  theirsFlag,
  verboseFlag,
  versionFlag,
  yesFlag,
} from "./flags.js";

/** Every setting of the configuration is a flag too. */
export const settings: readonly AnyOption[] = optionRows.map((row) => row.option);

/** Of those, what decides how a package looks, whichever document it is made of. */
const namingSettings = settings.filter(
  (option) =>
    ![options.input, options.output, options.failOn].some(({ flag }) => flag === option.flag),
);

export const commonFlags: readonly AnyOption[] = [
  configFlag,
  targetFlag,
  verboseFlag,
  helpFlag,
  versionFlag,
];

export const commands: readonly Command[] = [
  {
    name: "init",
    argument: "[INPUT]",
    summary: "Show what the SDK of a document looks like, and write the configuration.",
    options: [yesFlag, ciFlag, jsonFlag, ...settings],
    load: async () => (await import("./init/index.js")).runInit,
  },
  {
    name: "generate",
    argument: "[INPUT]",
    summary: "Write the package, or bring it up to date.",
    options: [dryRunFlag, forceFlag, yesFlag, jobsFlag, jsonFlag, reportFlag, ...settings],
    load: async () => (await import("./generate.js")).runGenerate,
  },
  {
    name: "check",
    argument: "[INPUT]",
    summary:
      "Exit with 1 and a list where the package is stale, with 2 on a conflict. Writes nothing.",
    options: [jobsFlag, jsonFlag, reportFlag, ...settings],
    load: async () => (await import("./check.js")).runCheck,
  },
  {
    name: "release",
    argument: "[VERSION]",
    summary: "Mark the package as released: what changes from now on raises the next version.",
    options: [dateFlag, jsonFlag, ...settings],
    load: async () => (await import("./release.js")).runRelease,
  },
  {
    name: "resolve",
    argument: "[FILE]",
    summary: "Decide a conflict between an edit and what is generated. Without a file, list them.",
    options: [oursFlag, theirsFlag, jsonFlag],
    load: async () => (await import("./resolve.js")).runResolve,
  },
  {
    name: "watch",
    argument: "[INPUT]",
    summary: "Generate after each save, and say what that changes for who uses the package.",
    options: settings,
    load: async () => (await import("./watch.js")).runWatch,
  },
  {
    name: "diff",
    argument: "OLD NEW",
    summary: "Say what a change of the document means for who uses the package, with proof.",
    options: [formatFlag, bumpOnFlag, failOnBumpFlag, jsonFlag, ...namingSettings],
    load: async () => (await import("./diff/index.js")).runDiff,
  },
  {
    name: "files",
    argument: "[INPUT]",
    summary: "List what each package is made from and what is written, for tools that cache.",
    options: [jsonFlag, ...settings],
    load: async () => (await import("./files.js")).runFiles,
  },
  {
    name: "inspect",
    argument: "[INPUT]",
    summary: "Print the model of the package as JSON, or what a template sees.",
    options: [templateFlag, pathFlag, documentFlag, appliedFlag, ...settings],
    load: async () => (await import("./inspect.js")).runInspect,
  },
  {
    name: "why",
    argument: "NAME",
    summary: "Say what a name of the package was made from, and by which rule.",
    options: [jsonFlag, ...settings],
    load: async () => (await import("./why.js")).runWhy,
  },
  {
    name: "samples",
    argument: "[INPUT]",
    summary: "Print an overlay that adds a sample of each call to the document, as x-codeSamples.",
    options: settings,
    load: async () => (await import("./samples.js")).runSamples,
  },
  {
    name: "eject",
    argument: "[ID]",
    summary: "Copy a built-in template to your templates folder. Without an ID, list them.",
    options: [jsonFlag, options.templates],
    load: async () => (await import("./eject.js")).runEject,
  },
];
