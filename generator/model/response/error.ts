/**
 * Error responses, and the classes that are thrown for them: one for each schema, with the statuses of all operations.
 * @see https://spec.openapis.org/oas/v3.1.1#responses-object
 */
import type {
  Content,
  ErrorClass,
  ErrorResponse,
  Pointer,
  TypeExpression,
  XmlNode,
} from "../../contract/index.js";
import { prose } from "../../lib/read.js";
import { keyOf } from "../../lib/type.js";
import { contentsOf } from "../body/content.js";
import { eitherOf, UNKNOWN, type ModelContext } from "../context.js";
import type { LocatedResponse } from "./response.js";

/** Collects the classes while operations are read; ask it for `all` at the end. */
export interface ErrorCollector {
  /** The error response for a call that fails with `response`. */
  add(response: LocatedResponse): ErrorResponse;
  /** In order of first use. */
  all(): readonly ErrorClass[];
}

interface ErrorClassBuilder {
  readonly name: string;
  readonly statuses: Set<string>;
  readonly data: Map<string, TypeExpression>;
  readonly kinds: Set<string>;
  xml: XmlNode | null;
  readonly description: string;
  readonly pointer: Pointer;
}

export function createErrorCollector(context: ModelContext, defaultName: string): ErrorCollector {
  const builders = new Map<string, ErrorClassBuilder>();
  return {
    add(response) {
      const contents = contentsOf(context, response.value, response.pointer, "response");
      const [primary] = contents;
      const pointer = primary?.schemaPointer ?? response.pointer;
      const className =
        context.names.errors[pointer] ?? context.names.errors[response.pointer] ?? defaultName;
      const description = prose(response.value["description"]) ?? "";
      if (className !== defaultName) {
        const builder = builders.get(className) ?? {
          name: className,
          statuses: new Set(),
          data: new Map(),
          kinds: new Set(),
          xml: null,
          description,
          pointer,
        };
        builders.set(className, builder);
        builder.statuses.add(response.status);
        const data = dataType(primary);
        builder.data.set(keyOf(data.type), data);
        builder.kinds.add(primary?.kind ?? "none");
        // It may come as JSON or as XML, as the server likes.
        builder.xml ??= contents.find(({ xml }) => xml !== null)?.xml ?? null;
      }
      return {
        status: response.status,
        className,
        description,
        mediaTypes: contents.map(({ mediaType }) => mediaType),
      };
    },
    all: () => [...builders.values()].map(finish),
  };
}

/** An error's body is parsed where it is JSON or XML, and text otherwise. */
function dataType(content: Content | undefined): TypeExpression {
  if (content === undefined) return UNKNOWN;
  return content.kind === "binary" ? UNKNOWN : content.type;
}

function finish({
  name,
  statuses,
  data,
  kinds,
  xml,
  description,
  pointer,
}: ErrorClassBuilder): ErrorClass {
  const types = [...data.values()];
  const isKnown = !types.some(({ type }) => type.kind === "unknown");
  const [only = UNKNOWN] = types;
  return {
    name,
    statuses: [...statuses].sort(),
    data: !isKnown ? UNKNOWN : types.length === 1 ? only : eitherOf(types),
    isText: [...kinds].every((kind) => kind === "text"),
    xml,
    description,
    pointer,
  };
}
