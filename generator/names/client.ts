/** Names of the whole: client class, package, environment prefix. From the configuration, or else from the document's title. */
import type { JsonObject, NameTable, ResolvedConfig } from "../contract/index.js";
import { isObject } from "../lib/pointer.js";
import { prose } from "../lib/read.js";
import { pascalCase, withoutApostrophes } from "../lib/words.js";
import { assignName, type NamingContext } from "./context.js";
import { things } from "./kept/things.js";

/** Words of a title that say what kind of document it is, not whose. */
const NOISE_WORDS =
  "the|an?|api|apis|rest|restful|http|openapi|swagger|specification|spec|reference|documentation|docs|public|v?\\d+(?:\\.\\d+)*(?:\\.x)?|-|–|—|:|\\|";
const NOISE = new RegExp(`^(${NOISE_WORDS})$`, "i");
const MOST_WORDS = 4;

export function nameClient(
  context: NamingContext,
  config: ResolvedConfig,
): Pick<NameTable, "client" | "package" | "envPrefix"> {
  const words = titleWords(context.document.root);
  const stem = pascalCase(words.join(" ")).replaceAll(/[^\p{L}\p{Nd}]/gu, "");
  const natural = stem === "" || /^\P{L}/u.test(stem) ? `Api${stem}` : stem;
  const because = config.client.name === null ? "the document's title" : "the configuration";
  const asked = config.client.name;
  const wanted =
    asked === null
      ? natural
      : /^[\p{L}_$][\p{L}\p{Nd}_$]*$/u.test(asked)
        ? asked
        : pascalCase(asked);
  const others = [...(wanted.endsWith("Api") ? [] : [`${wanted}Api`]), `${wanted}Client`];
  // The client's relatives need their names, too: a client `Api` would have an error `ApiError`, which the runtime has.
  const suits = (name: string): boolean =>
    clientFamily(name).every((relative) => context.space.isFree(relative));
  const first = [wanted, ...others].find(suits) ?? wanted;
  const client = assignName(context, {
    kind: "client",
    pointer: "/info/title",
    candidates: [first, ...others],
    because,
    thing: things.client,
  });
  const kept = asked === null ? context.known.kept.client : null;
  for (const name of clientFamily(client)) context.space.allocate([name]);
  if (asked !== null && client !== asked) reportRenamed(context, asked, client);
  return {
    client,
    package:
      config.package.name ??
      kept?.package ??
      packageName(config.client.name === null ? words : [config.client.name]),
    envPrefix:
      config.client.envPrefix ??
      kept?.envPrefix ??
      envPrefix(config.client.name === null ? words : [client]),
  };
}

function reportRenamed(context: NamingContext, asked: string, client: string): void {
  context.report({
    rule: "client-renamed",
    severity: "warning",
    message: `The client class is \`${client}\`, not \`${asked}\`: that is no name for a class, or one of \`${clientFamily(asked).join("`, `")}\` means something else.`,
    hint: "Choose another name for the client (`client.name`, `--client-name`).",
  });
}

/** What stands beside the client class in every package. */
function clientFamily(client: string): readonly string[] {
  return [
    `${client}Core`,
    `${client}Options`,
    `${client}Error`,
    `${client}DefaultError`,
    `is${client}Error`,
  ];
}

export function titleWords(root: JsonObject): readonly string[] {
  const info = root["info"];
  const title = isObject(info) ? (prose(info["title"]) ?? "") : "";
  // `Netlify's API` is Netlify's.
  const owned = title.replace(
    new RegExp(`(?<=\\p{L})['\u2019]s(?=(\\s+(?:${NOISE_WORDS}))*\\s*$)`, "iu"),
    "",
  );
  const words = withoutApostrophes(owned)
    .replaceAll(/\([^)]*\)|[^\p{L}\p{Nd}\s_.-]/gu, " ")
    .split(/\s+/)
    .filter((word) => word !== "" && !NOISE.test(word))
    .map((word) => word.replace(/(?<=..)(API|Api)$/, ""));
  return words.slice(0, MOST_WORDS);
}

/** npm allows lower-case letters, digits, `-`, `_` and `.`. @see https://docs.npmjs.com/cli/configuring-npm/package-json#name */
function packageName(words: readonly string[]): string {
  const name = words
    .join("-")
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, "-")
    .replaceAll(/-{2,}/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  if (name === "") return "api-client";
  return NODE_MODULES.has(name) ? `${name}-client` : name;
}

/** An import of these means Node's own module, so npm refuses packages of these names; of words only, which titles are made of. */
const NODE_MODULES: ReadonlySet<string> = new Set(
  (
    "assert buffer cluster console constants crypto dgram dns domain events fs http http2 https inspector module net os path " +
    "process punycode querystring readline repl stream sys timers tls tty url util v8 vm wasi zlib"
  ).split(" "),
);

function envPrefix(words: readonly string[]): string {
  const prefix = words
    .join("_")
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, "_")
    .replaceAll(/^_+|_+$/g, "");
  return prefix === "" || /^\d/.test(prefix) ? `API${prefix === "" ? "" : `_${prefix}`}` : prefix;
}
