/** Flags that are not configuration: they say how a command runs, not what is generated. */
import { choice, number, text, toggle } from "../config/option.js";

export const configFlag = text({
  flag: "config",
  short: "c",
  placeholder: "FILE",
  help: "Configuration file. Default: the nearest specwright.config.ts, .mjs or .json.",
});

export const targetFlag = text({
  flag: "target",
  placeholder: "NAME",
  help: "Of several packages in the configuration, the one whose output folder has this name.",
});

export const helpFlag = toggle({ flag: "help", short: "h", help: "Show this help." });

export const versionFlag = toggle({ flag: "version", short: "v", help: "Show the version." });

export const verboseFlag = toggle({
  flag: "verbose",
  help: "Show notes and overlays that fix findings, and the stack of an internal error.",
});

export const jsonFlag = toggle({
  flag: "json",
  help: "Print one JSON object on standard output, and nothing else.",
});

export const reportFlag = choice(["sarif", "json"], {
  flag: "report",
  help: "Print the diagnostics on standard output in this format.",
});

export const dryRunFlag = toggle({
  flag: "dry-run",
  help: "Say what would be written, and write nothing.",
});

export const forceFlag = toggle({
  flag: "force",
  help: "Make everything anew, also over generated files that were edited, and list those. Files that were never generated stay.",
});

export const oursFlag = toggle({
  flag: "ours",
  help: "Keep what a person wrote where both sides changed the same thing.",
});

export const theirsFlag = toggle({
  flag: "theirs",
  help: "Take what is generated where both sides changed the same thing.",
});

export const templateFlag = text({
  flag: "template",
  placeholder: "ID",
  help: "Print the context of each file that this template makes.",
});

export const pathFlag = text({
  flag: "path",
  placeholder: "FILE",
  help: "With --template: only the context of this file of the package.",
});

export const documentFlag = toggle({
  flag: "document",
  help: "Print the document as the stages see it: overlays and filters applied, references local.",
});

export const appliedFlag = toggle({
  flag: "applied",
  help: "Print the document with its overlays applied and nothing else changed, in its own language.",
});

export const formatFlag = choice(["text", "markdown", "html", "json", "sarif", "github"], {
  flag: "format",
  help: "How to print the changes. Default: text; github are annotations of a workflow.",
});

export const bumpOnFlag = choice(["source", "runtime", "wire"], {
  flag: "bump-on",
  help: "What makes a change a major one: that code does not compile (source, the default), or also that it does something else (runtime), or that the server refuses what the old package sends (wire).",
});

export const failOnBumpFlag = choice(["major", "minor", "patch"], {
  flag: "fail-on",
  help: "Exit with 1 where the changes ask for this much, or more.",
});

export const yesFlag = toggle({
  flag: "yes",
  short: "y",
  help: "Ask nothing: write what is proposed, also where that removes most operations.",
});

export const ciFlag = choice(["github"], {
  flag: "ci",
  help: "Write the workflow too that keeps the package up to date by pull requests.",
});

export const dateFlag = text({
  flag: "date",
  placeholder: "YYYY-MM-DD",
  help: "Day of the release. Default: today (UTC), or that of SOURCE_DATE_EPOCH.",
});

export const jobsFlag = number({
  flag: "jobs",
  min: 1,
  help: "Packages that are generated side by side. Default: as many as the machine has cores.",
});
