/** Every place of an operation where a schema is used. */
import type {
  Direction,
  Json,
  JsonObject,
  LoadedDocument,
  Located,
  OperationSite,
  Pointer,
  SchemaUse,
} from "../contract/index.js";
import { encodingsIn } from "../lib/encodings.js";
import { child, follow, isObject } from "../lib/pointer.js";

/** In document order: parameters, body, responses with their headers. */
export function usesOf(document: LoadedDocument, site: OperationSite): readonly SchemaUse[] {
  const isCalled = site.kind === "operation";
  const sent: Direction = isCalled ? "request" : "response";
  const received: Direction = isCalled ? "response" : "request";
  const { pathItem, pathItemPointer, operation, canonical } = site;
  const shared = child(pathItemPointer, "parameters");
  return [
    ...parameterUses(document, pathItem["parameters"], shared, sent),
    ...parameterUses(document, operation["parameters"], child(canonical, "parameters"), sent),
    ...bodyUses(document, site, sent),
    ...responseUses(document, site, received),
  ];
}

/** Of parameters that the client can hold for every call. */
export function globalUses(document: LoadedDocument): readonly SchemaUse[] {
  const globals = document.root["x-speakeasy-globals"];
  const parameters = isObject(globals) ? globals["parameters"] : undefined;
  return parameterUses(document, parameters, "/x-speakeasy-globals/parameters", "request");
}

function parameterUses(
  document: LoadedDocument,
  list: Json | undefined,
  pointer: Pointer,
  direction: Direction,
): SchemaUse[] {
  if (!Array.isArray(list)) return [];
  return (list as readonly Json[]).flatMap((value, index) => {
    const parameter = follow(document, value, child(pointer, index));
    if (parameter === undefined) return [];
    const name = typeof parameter.value["name"] === "string" ? parameter.value["name"] : null;
    return usesIn(document, parameter.value, {
      owner: parameter.pointer,
      direction,
      role: "parameter",
      name,
      status: null,
    });
  });
}

function bodyUses(
  document: LoadedDocument,
  site: OperationSite,
  direction: Direction,
): SchemaUse[] {
  const body = follow(
    document,
    site.operation["requestBody"],
    child(site.canonical, "requestBody"),
  );
  if (body === undefined) return [];
  return [
    ...usesIn(document, body.value, {
      owner: body.pointer,
      direction,
      role: "body",
      name: null,
      status: null,
    }),
    ...partHeaderUses(document, body, direction),
  ];
}

/** Headers of the parts of multipart bodies. */
function partHeaderUses(
  document: LoadedDocument,
  body: Located,
  direction: Direction,
): SchemaUse[] {
  const content = body.value["content"];
  if (!isObject(content)) return [];
  return Object.entries(content).flatMap(([mediaType, value]) => {
    const media = follow(document, value, child(body.pointer, "content", mediaType));
    if (media === undefined) return [];
    return encodingsIn(media).flatMap((encoding) =>
      headerUses(
        document,
        encoding.value["headers"],
        child(encoding.pointer, "headers"),
        direction,
        null,
      ),
    );
  });
}

function responseUses(
  document: LoadedDocument,
  site: OperationSite,
  direction: Direction,
): SchemaUse[] {
  const responses = site.operation["responses"];
  if (!isObject(responses)) return [];
  return Object.entries(responses).flatMap(([status, value]) => {
    const response = follow(document, value, child(site.canonical, "responses", status));
    if (response === undefined || status.startsWith("x-")) return [];
    const { value: object, pointer } = response;
    return [
      ...usesIn(document, object, {
        owner: pointer,
        direction,
        role: "response",
        name: null,
        status,
      }),
      ...headerUses(document, object["headers"], child(pointer, "headers"), direction, status),
    ];
  });
}

function headerUses(
  document: LoadedDocument,
  headers: Json | undefined,
  pointer: Pointer,
  direction: Direction,
  status: string | null,
): SchemaUse[] {
  if (!isObject(headers)) return [];
  return Object.entries(headers).flatMap(([name, value]) => {
    const header = follow(document, value, child(pointer, name));
    return header === undefined
      ? []
      : usesIn(document, header.value, {
          owner: header.pointer,
          direction,
          role: "header",
          name,
          status,
        });
  });
}

type Common = Omit<SchemaUse, "pointer" | "schema" | "mediaType" | "item">;

/**
 * `schema`, or `content` with a schema by media type: the two forms that parameters, headers, bodies and responses
 * share.
 */
function usesIn(document: LoadedDocument, object: JsonObject, common: Common): SchemaUse[] {
  const uses: SchemaUse[] = [];
  const add = (holder: JsonObject, pointer: Pointer, mediaType: string | null): void => {
    for (const key of ["schema", "itemSchema"] as const) {
      const schema = holder[key];
      if (!isObject(schema) && typeof schema !== "boolean") continue;
      uses.push({
        ...common,
        pointer: child(pointer, key),
        schema,
        mediaType,
        item: key === "itemSchema",
      });
    }
  };
  add(object, common.owner, null);
  const content = object["content"];
  if (isObject(content)) {
    for (const [mediaType, value] of Object.entries(content)) {
      const media = follow(document, value, child(common.owner, "content", mediaType));
      if (media !== undefined) add(media.value, media.pointer, mediaType);
    }
  }
  return uses;
}
