/** Reads request bodies back: JSON by the platform, forms by the query parser of openapi-backend, multipart by the platform's `formData()`. */
import { isDeepStrictEqual } from "node:util";
import type { Operation } from "../../generator/contract/index.js";
import { show } from "./answers.js";
import type { Request } from "./arguments.js";
import { asText, decodeQuery, nested, shapeOf } from "./decode.js";
import type { SeenRequest } from "./server.js";
import { readDescribedXml } from "../support/described-xml.js";
import { composed, data, isJson, mediaTypeOf, type Data, type SourceOperation } from "./source.js";

export interface BodyVerdict {
  readonly faults: readonly string[];
  /** What openapi-backend can go on with. */
  readonly shown?: { readonly schema: Data; readonly value: unknown; readonly isForm: boolean };
  /** Media type that openapi-backend does not read. */
  readonly unseen?: string;
}

/** What the argument says the body is; `undefined`: none. */
export function bodyOf({ body, parameters }: Operation, request: Request): unknown {
  if (body === null) return undefined;
  if (body.placement === "property") return request["body"];
  const names = new Set([...parameters.map(({ property }) => property), "partHeaders"]);
  const rest = Object.entries(request).filter(([name]) => !names.has(name));
  return rest.length === 0 && !body.required ? undefined : Object.fromEntries(rest);
}

export async function judgeBody(
  seen: SeenRequest,
  source: SourceOperation,
  sent: unknown,
): Promise<BodyVerdict> {
  if (sent === undefined)
    return {
      faults: seen.body.length === 0 ? [] : [`body ${seen.body.toString()} where none was given`],
    };
  const header = seen.headers["content-type"] ?? "";
  const type = mediaTypeOf(header);
  const content = source.contents.get(type) ?? rangeOf(source, type);
  if (content === undefined)
    return {
      faults: [`content type "${header}" is none of ${[...source.contents.keys()].join(", ")}`],
    };
  if (isJson(type)) {
    const value: unknown = JSON.parse(seen.body.toString());
    return {
      faults: unequal("body", value, sent),
      shown: { schema: content.schema, value, isForm: false },
    };
  }
  if (/[/+]xml$/.test(type) && typeof sent === "object") {
    const value = readDescribedXml(seen.body.toString(), content.schema, composed);
    return { faults: unequal("body", value, sent), unseen: type };
  }
  if (type === "application/x-www-form-urlencoded" && typeof sent !== "string")
    return judgeForm(seen.body.toString(), content, sent);
  if (type === "multipart/form-data")
    return { faults: await judgeMultipart(seen, content.encoding, data(sent)), unseen: type };
  if (type.startsWith("multipart/") && Array.isArray(sent))
    return { faults: unequal("parts", listedParts(seen), sent), unseen: type };
  if (/json|ndjson/.test(type) && Array.isArray(sent)) {
    const lines = seen.body.toString().trimEnd().split("\n");
    return {
      faults: unequal(
        "lines",
        lines.map((line) => JSON.parse(line) as unknown),
        sent,
      ),
      unseen: type,
    };
  }
  const bytes =
    sent instanceof Blob ? Buffer.from(await sent.arrayBuffer()) : Buffer.from(String(sent));
  return {
    faults: seen.body.equals(bytes)
      ? []
      : [`body ${show(seen.body.toString())}, given ${show(bytes.toString())}`],
    unseen: type,
  };
}

type SourceContent = { readonly schema: Data; readonly encoding: Data };

function rangeOf({ contents }: SourceOperation, type: string): SourceContent | undefined {
  return contents.get("*/*") ?? contents.get(`${type.split("/")[0] ?? ""}/*`);
}

function judgeForm(text: string, { schema, encoding }: SourceContent, sent: unknown): BodyVerdict {
  const fields = Object.entries(data(sent)).filter(([, value]) => asText(value) !== undefined);
  const read = fields.map(
    ([name, value]) => [name, decodeField(text, name, data(encoding[name]), value)] as const,
  );
  const names = new Set(
    fields.flatMap(([name, value]) =>
      shapeOf(value) === "object" ? [name, ...Object.keys(data(value))] : [name],
    ),
  );
  const strangers = [...new URLSearchParams(text).keys()].filter(
    (key) => !names.has(key) && !names.has(key.split("[")[0] ?? ""),
  );
  const faults = fields.flatMap(([name, value], index) =>
    unequal(`field ${name}`, asText(read[index]?.[1]), asText(value)),
  );
  const whole = Object.fromEntries(read.map(([name, value]) => [name, value]));
  return {
    faults: [...faults, ...strangers.map((name) => `field ${name} was not given`)],
    shown: { schema, value: { ...nested(text), ...whole }, isForm: true },
  };
}

/** A field by its `encoding`; without a style, lists repeat the name and objects are JSON. */
function decodeField(text: string, name: string, encoding: Data, sent: unknown): unknown {
  const { style, explode, allowReserved } = encoding as {
    style?: string;
    explode?: boolean;
    allowReserved?: boolean;
  };
  const isStyled = style !== undefined || explode !== undefined || allowReserved !== undefined;
  if (!isStyled && shapeOf(sent) !== "primitive") {
    const values = new URLSearchParams(text).getAll(name).map(fromJson);
    return shapeOf(sent) === "list" ? values : values[0];
  }
  const form = style ?? "form";
  const isNested =
    shapeOf(sent) === "list" &&
    (sent as readonly unknown[]).some((item) => shapeOf(item) !== "primitive");
  // Lists in lists and objects in lists have no spelling but brackets.
  if (isNested || (form === "deepObject" && shapeOf(sent) !== "primitive"))
    return nested(text)[name];
  return decodeQuery(
    text,
    { name, style: form, explode: explode ?? form === "form", contentType: null },
    sent,
  );
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** Bodies of parts without names. */
function listedParts(seen: SeenRequest): unknown[] {
  const [, boundary = ""] = /boundary=(\w+)/.exec(seen.headers["content-type"] ?? "") ?? [];
  const parts = seen.body.toString().split(`--${boundary}`).slice(1, -1);
  return parts.map((part) => fromJson(part.slice(part.indexOf("\r\n\r\n") + 4, -2)));
}

async function judgeMultipart(seen: SeenRequest, encoding: Data, sent: Data): Promise<string[]> {
  const form = await new Response(new Uint8Array(seen.body), {
    headers: { "content-type": seen.headers["content-type"] ?? "" },
  }).formData();
  const faults: string[] = [];
  const expected = new Set<string>();
  for (const [name, value] of Object.entries(sent)) {
    const items = (Array.isArray(value) ? (value as unknown[]) : [value]).filter(
      (item) => item !== undefined && item !== null,
    );
    const { style, explode, contentType } = data(encoding[name]) as {
      style?: string;
      explode?: boolean;
      contentType?: string;
    };
    expected.add(name);
    if (style !== undefined || explode !== undefined) {
      Object.keys(shapeOf(value) === "object" ? data(value) : {}).forEach((key) =>
        expected.add(key),
      );
      const text = new URLSearchParams(
        [...form].map(([key, part]): [string, string] => [key, String(part)]),
      ).toString();
      // The parser above has decoded what was encoded for the wire; here separators stand bare.
      const bare = text.replaceAll("%2C", ",").replaceAll("%7C", "|");
      const read = decodeQuery(
        bare,
        {
          name,
          style: style ?? "form",
          explode: explode ?? (style ?? "form") === "form",
          contentType: null,
        },
        value,
      );
      faults.push(...unequal(`part ${name}`, asText(read), asText(value)));
      continue;
    }
    const parts = form.getAll(name);
    if (parts.length !== items.length)
      faults.push(`part ${name}: ${parts.length} parts for ${items.length} values`);
    for (const [index, item] of items.entries()) {
      const part = parts[index];
      if (part !== undefined) faults.push(...(await judgePart(name, part, item, contentType)));
    }
  }
  for (const name of form.keys()) {
    if (!expected.has(name) && !expected.has(name.split("[")[0] ?? ""))
      faults.push(`part ${name} was not given`);
  }
  return faults;
}

async function judgePart(
  name: string,
  part: File | string,
  sent: unknown,
  contentType: string | undefined,
): Promise<string[]> {
  if (sent instanceof Blob) {
    if (typeof part === "string") return [`part ${name} is text, not a file`];
    const isSame = Buffer.from(await part.arrayBuffer()).equals(
      Buffer.from(await sent.arrayBuffer()),
    );
    const types = contentType?.split(",").map((type) => type.trim()) ?? [sent.type];
    const isTyped = types.some(
      (type) =>
        type === part.type || (type.endsWith("/*") && part.type.startsWith(type.slice(0, -1))),
    );
    return [
      ...(isSame ? [] : [`file ${name}: other bytes`]),
      ...(isTyped ? [] : [`file ${name} has type ${part.type}`]),
    ];
  }
  const text = typeof part === "string" ? part : await part.text();
  if (shapeOf(sent) === "primitive" && (contentType === undefined || !isJson(contentType)))
    return unequal(`part ${name}`, text, asText(sent));
  return unequal(`part ${name}`, fromJson(text), sent);
}

export function unequal(what: string, seen: unknown, sent: unknown): string[] {
  return isDeepStrictEqual(seen, sent)
    ? []
    : [`${what} came as ${show(seen)}, given ${show(sent)}`];
}
