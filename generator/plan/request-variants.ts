import type { RequestContent } from "../contract/index.js";
import { essence } from "../lib/media-type.js";
import { pascalCase } from "../lib/words.js";

/** What request types of one operation are called, by what is sent: `CreatePetJsonRequest`, `CreatePetMultipartRequest`. */
export function variantNames(
  requestType: string,
  groups: readonly (readonly RequestContent[])[],
  taken: Set<string>,
): readonly string[] {
  const stem = requestType.replace(/Request$/, "");
  return groups.map(([content]) => {
    const wanted = `${stem}${content === undefined ? "" : wordOf(content)}Request`;
    let name = wanted;
    for (let count = 2; taken.has(name); count++) name = `${wanted}${count}`;
    taken.add(name);
    return name;
  });
}

const words: Readonly<Record<string, string>> = {
  "application/json": "Json",
  "application/x-www-form-urlencoded": "Form",
  "application/octet-stream": "Binary",
  "*/*": "Binary",
  "text/plain": "Text",
};

/** `text/csv` -> `Csv`, `application/merge-patch+json` -> `MergePatchJson`, `image/*` -> `Image`. */
function wordOf({ mediaType, kind }: RequestContent): string {
  if (kind === "multipart") return "Multipart";
  if (kind === "jsonLines") return "JsonLines";
  const name = essence(mediaType);
  const [type = "", subtype = ""] = name.split("/");
  const word = pascalCase(subtype === "*" ? type : subtype.replace(/^(?:x-|vnd\.)/, ""));
  return words[name] ?? (word === "" ? "Other" : word);
}
