/**
 * Title, version and the facts of package.json.
 * @see https://spec.openapis.org/oas/v3.1.1#info-object
 */
import type { ApiModel, ExternalDocs, Json, PackageModel } from "../../contract/index.js";
import { list, object, prose, text } from "../../lib/read.js";
import { versionOf } from "../../lib/version.js";
import { kebabCase } from "../../lib/words.js";
import type { ModelContext } from "../context.js";

export function apiModel({ document }: ModelContext): ApiModel {
  const info = object(document.root["info"]);
  const contact = object(info["contact"]);
  const license = object(info["license"]);
  const licenseName = text(license["name"]) ?? text(license["identifier"]);
  return {
    title: prose(info["title"]) ?? "API",
    version: text(info["version"]) ?? "",
    summary: prose(info["summary"]),
    description: prose(info["description"]),
    termsOfService: text(info["termsOfService"]),
    contact:
      info["contact"] === undefined
        ? null
        : { name: text(contact["name"]), url: text(contact["url"]), email: text(contact["email"]) },
    license: licenseName === null ? null : { name: licenseName, url: text(license["url"]) },
    externalDocs: externalDocs(document.root["externalDocs"]),
  };
}

/** @see https://spec.openapis.org/oas/v3.1.1#external-documentation-object */
export function externalDocs(value: Json | undefined): ExternalDocs | null {
  const docs = object(value);
  const url = text(docs["url"]);
  return url === null ? null : { url, description: prose(docs["description"]) };
}

/** The config first, then the document, then what npm itself would fill in. */
export function packageModel(
  { config, names, document }: ModelContext,
  api: ApiModel,
): PackageModel {
  const settings = config.package;
  return {
    name: settings.name ?? names.package,
    version: versionOf(settings),
    description: settings.description ?? api.summary ?? `TypeScript SDK for ${api.title}.`,
    license: settings.license ?? "MIT",
    author: settings.author,
    repository: settings.repository,
    homepage: settings.homepage ?? api.externalDocs?.url ?? null,
    keywords: keywords(names.client, list(document.root["tags"])),
  };
}

const MAX_KEYWORDS = 12;

function keywords(client: string, tags: readonly Json[]): readonly string[] {
  const tagNames = tags
    .map((tag) => kebabCase(text(object(tag)["name"]) ?? ""))
    .filter((word) => word !== "");
  return [...new Set([client.toLowerCase(), "sdk", "api", "typescript", ...tagNames])].slice(
    0,
    MAX_KEYWORDS,
  );
}
