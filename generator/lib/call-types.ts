/** What calls take and resolve with, which more than one stage has to know. */
import type {
  Content,
  RequestContent,
  StreamResponse,
  SuccessResponse,
  Type,
  TypeExpression,
} from "../contract/index.js";
import { named, STRING, UNDEFINED, unionOf, UPLOADABLE } from "./type.js";

const NOTHING: TypeExpression = { type: { kind: "void" } };
/** Declared by the runtime: bytes, read when they are asked for. */
export const BINARY: TypeExpression = { type: named("BinaryResponse") };

/** Of a call that is no stream: the value, of any of the successes. Beside a value nothing is `undefined`: `void` cannot be tested. */
export function resultType(successes: readonly SuccessResponse[]): TypeExpression {
  const types = successes.map(({ contents: [content] }) => contentType(content));
  const [first = NOTHING, ...others] = types;
  if (others.length === 0 || types.every((type) => type === NOTHING)) return first;
  const members = types.map(({ type }): Type => (type.kind === "void" ? UNDEFINED : type));
  return { type: unionOf(members) };
}

/** What the runtime's parser of that kind of content gives. */
function contentType(content: Content | undefined): TypeExpression {
  switch (content?.kind) {
    case undefined:
    case "none":
      return NOTHING;
    case "binary":
    case "multipart":
    case "form":
      return BINARY;
    case "text":
      return { type: STRING };
    case "eventStream":
    case "jsonLines":
      return { type: named("Stream", content.type.type) };
    case "json":
    case "xml":
      return content.type;
  }
}

export function streamType({ item }: StreamResponse): TypeExpression {
  return { type: named("Stream", item.type) };
}

/** What the runtime's serializer of that kind of content takes. */
export function bodyType(content: RequestContent): TypeExpression {
  if (content.kind === "binary") return { type: UPLOADABLE };
  if (content.kind === "text") return { type: STRING };
  return content.type;
}
