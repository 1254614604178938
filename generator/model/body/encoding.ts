/**
 * How the properties of a form and the parts of a multipart body are written.
 * @see https://spec.openapis.org/oas/v3.2.0#encoding-object
 */
import type {
  Content,
  ContentKind,
  Encoding,
  Json,
  JsonObject,
  Located,
  ParameterStyle,
  PartHeader,
  Pointer,
} from "../../contract/index.js";
import { encodingsIn } from "../../lib/encodings.js";
import { essence, isJson } from "../../lib/media-type.js";
import { child, follow } from "../../lib/pointer.js";
import { list, namedEntries, text } from "../../lib/read.js";
import { typesOf } from "../../lib/schema-shape.js";
import { report, type ModelContext } from "../context.js";
import { headerParameter } from "../parameter/parameter.js";
import { isTabDelimited, schemaPointerOf } from "../parameter/shape.js";

export type Encodings = Pick<Content, "encoding" | "parts">;

/** Of the media type object `placed`; what the SDK does not do is reported. */
export function encodingsOf(
  context: ModelContext,
  kind: ContentKind,
  mediaType: string,
  placed: Located,
): Encodings {
  const isList = kind === "multipart" && isListOfParts(context, mediaType, placed);
  reportUnsent(context, kind, placed, isList);
  if (!isList) reportNamelessFields(context, kind, mediaType, placed);
  if (kind !== "form" && kind !== "multipart") return { encoding: [], parts: null };
  const read = encodingsIn(placed).map((encoding) => {
    return { key: encoding.key, ...encodingOf(context, kind, encoding) };
  });
  const encoding = read.flatMap(({ key, ...rest }) =>
    typeof key === "string" ? [{ property: key, ...rest }] : [],
  );
  if (!isList)
    return { encoding: [...encoding, ...byMediaType(context, kind, placed)], parts: null };
  const prefix = read.flatMap(({ key, ...rest }) => (typeof key === "number" ? [rest] : []));
  const [rest = null] = read.flatMap(({ key, ...each }) => (key === null ? [each] : []));
  return { encoding: [], parts: { prefix, rest } };
}

/** Where no encoding says it, a part has the media type that its schema names; text that is JSON goes as it is. */
function byMediaType(
  context: ModelContext,
  kind: ContentKind,
  { value, pointer }: Located,
): Encodings["encoding"] {
  if (kind !== "multipart" || value["schema"] === undefined) return [];
  const named = new Set(namedEntries(value["encoding"]).map(([name]) => name));
  const properties = context.survey.objects.flat(child(pointer, "schema")) ?? [];
  return properties.flatMap(({ name, pointer: site }): Encodings["encoding"] => {
    const one = context.survey.schemas.resolved(site);
    const isArray = typesOf(one ?? {}).includes("array");
    const schema = isArray ? context.survey.schemas.resolved(child(site, "items")) : one;
    const contentType = text(schema?.["contentMediaType"]);
    const isPlain = schema?.["contentEncoding"] === undefined && !isPreset(contentType ?? PRESET);
    if (named.has(name) || contentType === null || !isPlain) return [];
    return [{ ...UNSAID, property: name, contentType }];
  });
}

const PRESET = "application/octet-stream";

/** What a part has anyway, be it bytes or JSON. */
function isPreset(mediaType: string): boolean {
  return isJson(mediaType) || essence(mediaType) === PRESET;
}

const UNSAID = { style: null, explode: null, allowReserved: false, headers: [] } as const;

const BY_POSITION = ["prefixEncoding", "itemEncoding"] as const;

/** Parts of a form have names; any other multipart body can be a list of parts. */
function isListOfParts(
  { survey }: ModelContext,
  mediaType: string,
  { value, pointer }: Located,
): boolean {
  if (essence(mediaType) === "multipart/form-data") return false;
  const schema = survey.schemas.resolved(child(pointer, "schema"));
  if (schema !== undefined)
    return typesOf(schema).includes("array") || schema["prefixItems"] !== undefined;
  return ["itemSchema", ...BY_POSITION].some((key) => value[key] !== undefined);
}

const STYLES: readonly ParameterStyle[] = ["form", "spaceDelimited", "pipeDelimited", "deepObject"];

function encodingOf(context: ModelContext, kind: ContentKind, placed: Located): Encoding {
  const { contentType, style, explode, allowReserved } = placed.value;
  return {
    contentType: text(contentType),
    style: isTabDelimited(placed.value)
      ? "tabDelimited"
      : (STYLES.find((known) => known === style) ?? null),
    explode: typeof explode === "boolean" ? explode : null,
    allowReserved: allowReserved === true,
    headers: kind === "multipart" ? headersOf(context, placed) : [],
  };
}

/** The specification: other fields describe the content type, and the SDK itself writes the disposition of what has a name. */
const DESCRIBED: ReadonlySet<string> = new Set(["content-type", "content-disposition"]);

function headersOf(context: ModelContext, { value, pointer }: Located): readonly PartHeader[] {
  return namedEntries(value["headers"]).flatMap(([name, header]): PartHeader[] => {
    const placed = follow(context.document, header, child(pointer, "headers", name));
    if (placed === undefined || DESCRIBED.has(name.toLowerCase())) return [];
    const schemaPointer = schemaPointerOf(placed.value, placed.pointer);
    const fixed = onlyValue(context.survey.schemas.resolved(schemaPointer));
    return [{ ...headerParameter(context, name, placed), fixed }];
  });
}

/** What the schema leaves no choice about. */
function onlyValue(schema: JsonObject = {}): Json | undefined {
  const [value, ...others] = list(schema["enum"]);
  return schema["const"] ?? (others.length === 0 ? value : undefined);
}

/** A form that is described as a list: its fields have no names. */
function reportNamelessFields(
  context: ModelContext,
  kind: ContentKind,
  mediaType: string,
  { pointer }: Located,
): void {
  const schema = child(pointer, "schema");
  const isForm = kind === "form" || kind === "multipart";
  if (!isForm || !typesOf(context.survey.schemas.resolved(schema) ?? {}).includes("array")) return;
  report(context, schema, {
    rule: "structure-not-parsed",
    severity: "warning",
    message: `The request body \`${mediaType}\` is described as a list; the fields of a form have names, so its items are sent as \`0\`, \`1\` and so on.`,
    hint: "Describe an object with a property for each field; one that is a list is sent as several fields of its name.",
    fix: {
      at: pointer,
      remove: ["schema"],
      update: { schema: { type: "object" } },
      template: true,
    },
  });
}

/** What the document says of parts and the SDK does not do. */
function reportUnsent(
  context: ModelContext,
  kind: ContentKind,
  placed: Located,
  isList: boolean,
): void {
  if (isList) reportFields(context, placed, ["encoding"], "the parts of this body have no names");
  else reportFields(context, placed, BY_POSITION, "the parts of this body go by name");
  const isForm = kind === "form" || (kind === "multipart" && !isList);
  if (isForm) reportUnknownParts(context, placed);
  for (const encoding of encodingsIn(placed)) {
    reportFields(context, encoding, ["encoding", ...BY_POSITION], "a part is written as one value");
    if (kind !== "multipart")
      reportFields(context, encoding, ["headers"], "only parts of a multipart body have headers");
    else if (isList) reportOpenHeaders(context, encoding);
  }
}

/** Encodings of what the body does not have. */
function reportUnknownParts(context: ModelContext, { value, pointer }: Located): void {
  const schema = child(pointer, "schema");
  const properties = value["schema"] === undefined ? null : context.survey.objects.flat(schema);
  if (properties === null || context.survey.schemas.resolved(schema)?.["additionalProperties"])
    return;
  for (const [name] of namedEntries(value["encoding"])) {
    if (properties.some((property) => property.name === name)) continue;
    reportUnsentAt(context, child(pointer, "encoding", name), {
      message: `The encoding of "${name}" has no effect: the body has no property of that name.`,
      hint: "Describe the property, or correct the name.",
    });
  }
}

function reportFields(
  context: ModelContext,
  { value, pointer }: Located,
  fields: readonly string[],
  why: string,
): void {
  for (const field of fields.filter((name) => value[name] !== undefined)) {
    reportUnsentAt(context, child(pointer, field), {
      message: `\`${field}\` has no effect: ${why}.`,
      hint: "Describe the part by `contentType`, `style` and `explode`, where they say enough.",
    });
  }
}

/** A part without a name has none to be given headers by. */
function reportOpenHeaders(context: ModelContext, encoding: Located): void {
  for (const header of headersOf(context, encoding).filter(isOpen)) {
    if (header.default !== undefined) continue;
    reportUnsentAt(context, child(encoding.pointer, "headers", header.wireName), {
      message: `The header "${header.wireName}" is not sent: the part has no name, and the document does not say the header's value.`,
      hint: "Give its schema a `const` or a `default`; callers can give a file headers of its own: `file(content, name, { headers })`.",
    });
  }
}

/** True for a header that the caller can give. */
export function isOpen({ fixed }: PartHeader): boolean {
  return fixed === undefined;
}

export function reportUnsentAt(
  context: ModelContext,
  pointer: Pointer,
  words: { readonly message: string; readonly hint: string },
): void {
  const fix = { remove: true, template: true } as const;
  report(context, pointer, { rule: "encoding-not-sent", severity: "warning", ...words, fix });
}
