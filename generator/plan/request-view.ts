import type {
  Operation,
  PartHeader,
  RequestBody,
  RequestContent,
  TypeDeclaration,
  TypeExpression,
} from "../contract/index.js";
import type { ArgumentView, RequestMemberView, RequestShapeView, RequestView } from "./contexts.js";
import { bodyType } from "../lib/call-types.js";
import { global, keyOf, literalOf, nameIn, UNDEFINED, unionOf } from "../lib/type.js";
import { shownDefault, shownText } from "./shown-default.js";
import { choicesOf, formerMember, parameterMember, plainMember } from "./request-members.js";
import { variantNames } from "./request-variants.js";
import type { RequestScope } from "./scope.js";

/** The flat argument of an operation: its type's shape, and its rows in the docs. */
export function requestView(operation: Operation, scope: RequestScope): RequestView {
  const { body, names, requestOptional: optional } = operation;
  const examples = scope.samples.get(operation.id)?.arguments;
  const groups = body === null ? [] : alike(body.contents);
  const typeNames = groups.length > 1 ? variantNames(names.requestType, groups, scope.taken) : [];
  const shapes = groups.map((group, index): RequestShapeView => {
    const name = typeNames[index] ?? names.requestType;
    const choice = choiceMember(body?.contents ?? [], group, index === 0);
    return shapeView(operation, { name, group, choice }, scope);
  });
  const [
    primary = shapeView(operation, { name: names.requestType, group: [], choice: [] }, scope),
  ] = shapes;
  return {
    ...primary,
    typeName: names.requestType,
    optional,
    variants: shapes.length > 1 ? shapes : [],
    arguments: [
      ...operation.arguments.map((row) =>
        argumentView(row, body, {
          default: shownDefault(row, scope.conversions),
          example: shownText(examples?.get(row.name), row.type, scope.conversions),
        }),
      ),
      ...choiceRow(body),
    ],
    constants: operation.parameters.flatMap(({ property: name, constant: value }) =>
      value === undefined ? [] : [{ name, value }],
    ),
    renamed: operation.parameters.flatMap(({ property: name, former, hidden }) =>
      former.length === 0 || hidden ? [] : [{ name, former: former.map((old) => old.property) }],
    ),
  };
}

/** Contents that make the same argument, in order of their first; the choice among them is no matter of types. */
function alike(contents: readonly RequestContent[]): readonly (readonly RequestContent[])[] {
  const groups = new Map<string, RequestContent[]>();
  for (const content of contents) {
    const asked = JSON.stringify(content.partHeaders);
    const key = `${content.placement} ${keyOf(bodyType(content).type)} ${asked}`;
    groups.set(key, [...(groups.get(key) ?? []), content]);
  }
  return [...groups.values()];
}

interface Variant {
  readonly name: string;
  readonly group: readonly RequestContent[];
  readonly choice: readonly RequestMemberView[];
}

function shapeView(
  operation: Operation,
  { name, group: [content], choice }: Variant,
  scope: RequestScope,
): RequestShapeView {
  const { body, parameters } = operation;
  const base = content?.placement === "flat" ? content.type : null;
  const shown = parameters.filter(({ hidden }) => !hidden);
  const choices = shown.filter(({ required, former }) => required && former.length > 0);
  const members = [
    ...shown
      .filter((parameter) => !choices.includes(parameter))
      .flatMap((parameter) => [
        parameterMember(parameter, scope),
        ...parameter.former.map((old) => formerMember(parameter, old.property, scope)),
      ]),
    ...(body !== null && content?.placement === "property" ? [bodyMember(body, content)] : []),
    ...(body !== null && content !== undefined ? partHeadersMember(body, content, scope) : []),
    ...choice,
  ];
  return {
    typeName: name,
    shape: shapeOf(base, members, scope.declarations),
    base,
    members: members.map(passable),
    either: choicesOf(choices, scope).map((way) => way.map(passable)),
    mediaType: content?.mediaType ?? null,
  };
}

/** What may be left out takes `undefined`, too. */
function passable(member: RequestMemberView): RequestMemberView {
  const members = member.members.map(passable);
  if (member.required) return { ...member, members };
  const type = { ...member.type, type: unionOf([member.type.type, UNDEFINED]) };
  return { ...member, members, type };
}

function shapeOf(
  base: TypeExpression | null,
  members: readonly RequestMemberView[],
  declarations: ReadonlyMap<string, TypeDeclaration>,
): RequestView["shape"] {
  if (base === null) return members.length === 0 ? "empty" : "interface";
  const canBeExtended = declarations.get(nameIn(base.type) ?? "")?.kind === "interface";
  return canBeExtended && members.length > 0 ? "interface" : "intersection";
}

function bodyMember(body: RequestBody, content: RequestContent): RequestMemberView {
  const { required, description } = body;
  return { ...plainMember, name: "body", type: bodyType(content), required, description };
}

/** `partHeaders: { photo: { xScale: 2 } }` */
function partHeadersMember(
  body: RequestBody,
  { partHeaders }: RequestContent,
  scope: RequestScope,
): readonly RequestMemberView[] {
  if (partHeaders.length === 0) return [];
  const written = { ...plainMember, type: { type: global("object") } };
  const members = partHeaders.map(({ part, required, headers }): RequestMemberView => {
    return {
      ...written,
      name: part,
      description: null,
      required,
      members: headers.map((header) => headerMember(header, scope)),
    };
  });
  const required = body.required && partHeaders.some((each) => each.required);
  return [
    { ...written, name: "partHeaders", description: "Headers of the parts.", required, members },
  ];
}

function headerMember(header: PartHeader, scope: RequestScope): RequestMemberView {
  const required = header.required && header.default === undefined;
  return parameterMember({ ...header, required }, scope);
}

const choice = "Media type to send the body as.";

/** `contentType`, where there is a choice. It may be left out for the media types that go with the first. */
function choiceMember(
  contents: readonly RequestContent[],
  group: readonly RequestContent[],
  isPrimary: boolean,
): readonly RequestMemberView[] {
  if (contents.length < 2) return [];
  return [
    {
      ...plainMember,
      name: "contentType",
      type: mediaTypes(group),
      required: !isPrimary,
      description: choice,
      default: isPrimary ? quotedType(contents[0]) : null,
    },
  ];
}

function choiceRow(body: RequestBody | null): readonly ArgumentView[] {
  if (body === null || body.contents.length < 2) return [];
  const example = quotedType(body.contents[0]);
  const type = mediaTypes(body.contents);
  const row = { name: "contentType", type, required: false, deprecated: false };
  return [{ ...row, description: choice, facts: null, default: null, example }];
}

function quotedType(content: RequestContent | undefined): string | null {
  return content === undefined ? null : JSON.stringify(content.mediaType);
}

function mediaTypes(contents: readonly RequestContent[]): TypeExpression {
  return { type: unionOf(contents.map(({ mediaType }) => literalOf(mediaType))) };
}

function argumentView(
  row: Operation["arguments"][number],
  body: RequestBody | null,
  shown: Pick<ArgumentView, "default" | "example">,
): ArgumentView {
  const { name, required, deprecated, description, facts, from } = row;
  const [content] = body?.placement === "property" ? body.contents : [];
  const type = from === "body" && content !== undefined ? bodyType(content) : row.type;
  return {
    name,
    type,
    required,
    deprecated,
    description,
    facts,
    ...shown,
  };
}
