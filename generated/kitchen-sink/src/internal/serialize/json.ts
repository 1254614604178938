import type { ParameterSerializer, WriteJson } from "../../core/operation.js";
import { encode } from "./encode.js";

/** A parameter described by `content` with a JSON media type. Null is a value here. OpenAPI 3.1, Parameter Object, content. */
export function jsonParameter(
  place: "path" | "query" | "header" | "cookie",
  writeJson: WriteJson = JSON.stringify,
): ParameterSerializer {
  return (name, value) => {
    const json = writeJson(value);
    if (json === undefined) return "";
    if (place === "header") return ascii(json);
    return place === "path" ? encode(json) : `${encode(name)}=${encode(json)}`;
  };
}

/** A header carries ASCII; JSON can say everything in it. */
function ascii(json: string): string {
  return json.replace(
    /[^\x20-\x7e]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
