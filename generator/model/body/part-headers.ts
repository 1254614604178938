/** The argument `partHeaders`: headers of the parts of a multipart body that the document leaves to the caller. */
import type {
  Argument,
  PartHeader,
  Pointer,
  RequestBody,
  RequestContent,
  TypeExpression,
} from "../../contract/index.js";
import { child } from "../../lib/pointer.js";
import { objectOf, property } from "../../lib/type.js";
import type { ModelContext } from "../context.js";
import { isOpen, reportUnsentAt } from "./encoding.js";

export type BareContent = Omit<RequestContent, "partHeaders">;

/** `body` is where the Request Body Object stands. */
export function withPartHeaders(
  context: ModelContext,
  content: BareContent,
  body: Pointer,
): RequestContent {
  const { schemaPointer, encoding, mediaType } = content;
  const properties = schemaPointer === null ? null : context.survey.objects.flat(schemaPointer);
  const asked = encoding.flatMap(({ property, headers }) => {
    const open = numbered(headers.filter(isOpen));
    return open.length > 0 ? [{ part: property, headers: open }] : [];
  });
  if (content.placement === "flat" && properties?.some(({ name }) => name === "partHeaders")) {
    for (const { part, headers } of asked) {
      for (const { wireName } of headers)
        reportUnsentAt(
          context,
          child(body, "content", mediaType, "encoding", part, "headers", wireName),
          {
            message: `The header "${wireName}" of the part "${part}" cannot be given, because the body has a property \`partHeaders\` of its own.`,
            hint: "Give its schema a `const` or a `default`; callers can give a file headers of its own: `file(content, name, { headers })`.",
          },
        );
    }
    return { ...content, partHeaders: [] };
  }
  const always = new Set(properties?.filter(({ required }) => required).map(({ name }) => name));
  return {
    ...content,
    partHeaders: asked.map(({ part, headers }) => ({
      part,
      required:
        always.has(part) &&
        headers.some((header) => header.required && header.default === undefined),
      headers,
    })),
  };
}

/** Two headers with one property: the later one has a number. */
function numbered(headers: readonly PartHeader[]): readonly PartHeader[] {
  const taken = new Set<string>();
  return headers.map((header) => {
    let { property } = header;
    for (let count = 2; taken.has(property); count++) property = `${header.property}${count}`;
    taken.add(property);
    return { ...header, property };
  });
}

type PartHeaders = RequestContent["partHeaders"];

/** The row of `partHeaders` in the docs of the method; none where nothing is left open. */
export function partHeadersRow(body: RequestBody): readonly Argument[] {
  const { partHeaders = [] } = body.contents[0] ?? {};
  if (partHeaders.length === 0) return [];
  return [
    {
      name: "partHeaders",
      type: typeOf(partHeaders),
      required: body.required && partHeaders.some((each) => each.required),
      deprecated: false,
      description: "Headers of the parts.",
      facts: null,
      default: undefined,
      defaultDigits: null,
      from: "body",
    },
  ];
}

function typeOf(partHeaders: PartHeaders): TypeExpression {
  const parts = partHeaders.map(({ part, required, headers }) => {
    const members = headers.map((header) =>
      property(header.property, header.type.type, header.required),
    );
    return property(part, objectOf(members), required);
  });
  return { type: objectOf(parts) };
}
