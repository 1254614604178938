/**
 * Where requests go.
 * @see https://spec.openapis.org/oas/v3.1.1#server-object
 */
import type { Json, JsonObject, Pointer, Server } from "../../contract/index.js";
import { extensionText } from "../../lib/extensions.js";
import { child, isObject } from "../../lib/pointer.js";
import { list, namedEntries, object, prose, text } from "../../lib/read.js";
import { report, type ModelContext } from "../context.js";

/** The client's servers. A document without one means the address that it was read from, where that is a URL. */
export function clientServers(context: ModelContext): readonly Server[] {
  const servers = serversOf(context, context.document.root["servers"], "/servers");
  if (servers.length > 0) {
    servers.forEach(({ url }, index) => reportRelative(context, url, child("/servers", index)));
    return servers;
  }
  const origin = originOf(context.document.source);
  if (origin !== null) return [{ url: origin, id: null, description: null, variables: [] }];
  report(context, "", {
    rule: "no-server",
    severity: "warning",
    message: "The document names no server, so the SDK's user has to give the base URL.",
    hint: "Add `servers` with the URL of the API.",
    fix: { update: { servers: [{ url: "https://api.example.com" }] }, template: true },
  });
  return [];
}

function reportRelative(context: ModelContext, url: string, pointer: Pointer): void {
  if (isAbsolute(url)) return;
  report(context, pointer, {
    rule: "server-relative",
    severity: "warning",
    message: `The server "${url}" is relative to where the document is served, which a file does not say; the SDK's user has to give the base URL.`,
    hint: "Write the whole URL, or read the document from its URL.",
    fix: { update: { url: new URL(url, "https://api.example.com").href }, template: true },
  });
}

/** Servers of an operation, or of its path, that take the place of the client's; none where they are the same. */
export function operationServers(
  context: ModelContext,
  operation: { readonly value: JsonObject; readonly pointer: Pointer },
  pathItem: { readonly value: JsonObject; readonly pointer: Pointer },
  inherited: readonly Server[],
): readonly Server[] {
  for (const { value, pointer } of [operation, pathItem]) {
    const own = serversOf(context, value["servers"], child(pointer, "servers"));
    if (own.length > 0) return JSON.stringify(own) === JSON.stringify(inherited) ? [] : own;
  }
  return [];
}

function serversOf(
  context: ModelContext,
  value: Json | undefined,
  pointer: Pointer,
): readonly Server[] {
  return list(value).flatMap((server, index) => {
    const url = isObject(server) ? text(server["url"]) : null;
    if (!isObject(server) || url === null) return [];
    return [
      {
        url: absolute(url.trim(), context.document.source),
        id: extensionText(server, "serverName") ?? text(server["name"]),
        description: prose(server["description"]),
        variables: variablesOf(context, server, url, child(pointer, index)),
      },
    ];
  });
}

/** @see https://spec.openapis.org/oas/v3.1.1#server-variable-object */
function variablesOf(
  context: ModelContext,
  server: JsonObject,
  url: string,
  pointer: Pointer,
): Server["variables"] {
  const declared = new Map(namedEntries(server["variables"]));
  const used = [...url.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? "");
  return [...new Set([...declared.keys(), ...used])].map((name) => {
    const variable = object(declared.get(name));
    const values = list(variable["enum"]).map(String);
    const preset = variable["default"];
    if (preset === undefined) {
      report(context, pointer, {
        rule: "server-variable-without-default",
        severity: "warning",
        message: `The server variable "${name}" has no default.`,
        hint: `Give it a \`default\`; until then ${values.length > 0 ? "its first value" : "an empty text"} stands in.`,
        fix: { update: { variables: { [name]: { default: values[0] ?? "" } } } },
      });
    }
    return {
      name,
      default: preset === undefined || isObject(preset) ? (values[0] ?? "") : String(preset),
      enum: values.length > 0 ? values : null,
      description: prose(variable["description"]),
    };
  });
}

/** `/v1` in a document from `https://a.example/openapi.json` is `https://a.example/v1`. In a file it stays as it is. */
function absolute(url: string, source: string): string {
  if (isAbsolute(url) || originOf(source) === null) return url;
  // `new URL` would encode the braces of variables.
  const base = url.startsWith("/")
    ? (originOf(source) ?? "")
    : source.replace(/[?#].*$/, "").replace(/[^/]*$/, "");
  return base + url.replace(/^\.\//, "");
}

/** A variable may hold the scheme. */
function isAbsolute(url: string): boolean {
  return /^([a-z][a-z0-9+.-]*:)?\/\//i.test(url) || url.startsWith("{");
}

function originOf(source: string): string | null {
  return /^https?:\/\//i.test(source) ? new URL(source).origin : null;
}
