import type { Operation } from "../contract/index.js";
import { pascalCase } from "../lib/words.js";
import type { AlternativeView } from "./operation-contexts.js";
import type { RequestScope } from "./scope.js";
import { responseView } from "./response-view.js";
import { free, type CallNames } from "./stream-view.js";

/** Functions and methods that ask for another media type of the response, named after it: `getReportAsCsv`. */
export function alternativesView(
  operation: Operation,
  access: string,
  scope: RequestScope & CallNames,
): readonly AlternativeView[] {
  const { names, successes } = operation;
  const [primary, ...others] = successes;
  return (primary?.alternatives ?? []).flatMap((content): AlternativeView[] => {
    if (primary === undefined) return [];
    const asked = { ...primary, contents: [content] };
    const { type, parser } = responseView(
      { ...operation, successes: [asked, ...others], stream: null },
      scope,
    );
    const suffix = `As${mediaWord(content.mediaType)}`;
    const methodName = free(`${names.method}${suffix}`, scope.methods, `${names.group.join(".")}.`);
    return [
      {
        mediaType: content.mediaType,
        type,
        parser,
        methodName,
        functionName: free(`${names.function}${suffix}`, scope.functions),
        access: [...access.split(".").slice(0, -1), methodName].join("."),
        replacement: null,
      },
    ];
  });
}

/** `text/csv` -> `Csv`, `image/svg+xml` -> `Svg`. */
function mediaWord(mediaType: string): string {
  const [type = "", subtype = ""] = (mediaType.split(";")[0] ?? "").trim().toLowerCase().split("/");
  if (subtype === "plain") return "Text";
  if (subtype === "octet-stream") return "Bytes";
  const word = type === "image" ? subtype.replace(/\+.*$/, "") : subtype;
  return pascalCase(word.replace(/^(x-|vnd\.)/, "")) || "Other";
}
