/** Workflow commands of GitHub: an annotation for each change, at its place in the new document. */
import type { DiffReport, LocatedChange } from "./report.js";

const LEVELS = { major: "error", minor: "notice", patch: "notice", none: "notice" } as const;

/** @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
export function diffGithub({ changes }: DiffReport): string {
  return changes
    .filter(({ bump }) => bump !== "patch")
    .map(annotation)
    .join("");
}

function annotation({ bump, kind, message, migration, places }: LocatedChange): string {
  const place = places.new ?? places.old;
  const properties = [
    ...(place === null ? [] : [`file=${property(place.file)}`]),
    ...(place?.line === undefined ? [] : [`line=${place.line}`]),
    ...(place?.column === undefined ? [] : [`col=${place.column}`]),
    `title=${property(kind)}`,
  ];
  const text = [message, ...(bump === "major" && migration !== null ? [migration] : [])].join(" ");
  return `::${LEVELS[bump]} ${properties.join(",")}::${data(text)}\n`;
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
