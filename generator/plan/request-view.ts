import type {
  Content,
  Operation,
  Parameter,
  RequestBody,
  TypeDeclaration,
  TypeExpression,
} from "../contract/index.js";
import type { ArgumentView, RequestMemberView, RequestView } from "./contexts.js";
import { offeredContents } from "./serializers.js";

/** The flat argument of an operation: its type's shape, and its rows in the docs. */
export function requestView(
  operation: Operation,
  declarations: ReadonlyMap<string, TypeDeclaration>,
): RequestView {
  const { body } = operation;
  const isFlat = body?.placement === "flat";
  const base = isFlat ? (offeredContents(body)[0]?.type ?? null) : null;
  const members = [
    ...operation.parameters.map(parameterMember),
    ...(body === null ? [] : bodyMembers(body)),
  ];
  return {
    typeName: operation.names.requestType,
    optional: operation.requestOptional,
    shape: shapeOf(base, members, declarations),
    base,
    basePartial: base !== null && body !== null && !body.required,
    members,
    arguments: operation.arguments.map(argumentView),
  };
}

function shapeOf(
  base: TypeExpression | null,
  members: readonly RequestMemberView[],
  declarations: ReadonlyMap<string, TypeDeclaration>,
): RequestView["shape"] {
  if (base === null) return members.length === 0 ? "empty" : "interface";
  const canBeExtended = declarations.get(base.text)?.kind === "interface";
  return canBeExtended && members.length > 0 ? "interface" : "intersection";
}

function parameterMember(parameter: Parameter): RequestMemberView {
  const { property, wireName } = parameter;
  return {
    name: property,
    type: parameter.type,
    required: parameter.required,
    deprecated: parameter.deprecated,
    description: parameter.description,
    in: parameter.in,
    wireName: wireName === property ? null : wireName,
    global: parameter.global,
    default: jsonText(parameter.default),
  };
}

const plainMember = {
  deprecated: false,
  in: "body",
  wireName: null,
  global: false,
  default: null,
} as const;

/** `body`, and `contentType` where there is a choice. */
function bodyMembers(body: RequestBody): readonly RequestMemberView[] {
  const contents = offeredContents(body);
  const members: RequestMemberView[] = [];
  if (body.placement === "property" && contents.length > 0) {
    const type = union(contents.map(bodyType));
    members.push({
      ...plainMember,
      name: "body",
      type,
      required: body.required,
      description: body.description,
    });
  }
  if (contents.length > 1) {
    const text = contents.map(({ mediaType }) => JSON.stringify(mediaType)).join(" | ");
    const description = "Media type to send the body as.";
    const choice = {
      name: "contentType",
      type: { text, references: [] },
      required: false,
      description,
    };
    members.push({ ...plainMember, ...choice, default: jsonText(contents[0]?.mediaType) });
  }
  return members;
}

/** What the runtime's serializer of that kind of content takes. */
function bodyType(content: Content): TypeExpression {
  if (content.kind === "binary") return { text: "Uploadable", references: ["Uploadable"] };
  if (content.kind === "text" || content.kind === "xml") return { text: "string", references: [] };
  return content.type;
}

/** A union without repeats; one member stays as it is. */
export function union(types: readonly TypeExpression[]): TypeExpression {
  const texts = [...new Set(types.map(({ text }) => text))];
  const references = [...new Set(types.flatMap((type) => type.references))].sort();
  return { text: texts.join(" | "), references };
}

function argumentView({
  name,
  type,
  required,
  deprecated,
  description,
  example,
}: Operation["arguments"][number]): ArgumentView {
  return { name, type, required, deprecated, description, example: jsonText(example) };
}

function jsonText(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
