/** Small documents on disk or on a loopback server, loaded. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, join } from "node:path";
import { onTestFinished } from "vitest";
import {
  SpecwrightError,
  type Diagnostic,
  type LoadedDocument,
} from "../../../generator/contract/index.js";
import { load, type LoadOptions } from "../../../generator/load/index.js";
import { tempFolder } from "../../support/temp-folder.js";

export interface Loaded {
  /** `rule file#pointer`, in the order of reporting. */
  readonly places: readonly string[];
  readonly document: LoadedDocument;
  readonly root: LoadedDocument["root"];
  readonly diagnostics: readonly Diagnostic[];
  /** `rule file:line:column`, in the order of reporting. */
  readonly findings: readonly string[];
}

/** The first of `files` is the input. */
export async function loadFiles(
  files: Readonly<Record<string, string>>,
  options: Partial<LoadOptions> = {},
): Promise<Loaded> {
  const folder = tempFolder(files);
  return loadInput(join(folder, Object.keys(files)[0] ?? ""), {
    ...options,
    overlays: (options.overlays ?? []).map((overlay) => join(folder, overlay)),
  });
}

export async function loadInput(
  input: string,
  options: Partial<LoadOptions> = {},
): Promise<Loaded> {
  const diagnostics: Diagnostic[] = [];
  const document = await load({ overlays: [], allowHosts: [], ...options, input }, (d) =>
    diagnostics.push(d),
  );
  return {
    document,
    root: document.root,
    diagnostics,
    findings: diagnostics.map(finding),
    places: diagnostics.map(placeOf),
  };
}

/** What the run ended with. */
export async function faultsOf(work: Promise<unknown>): Promise<readonly Diagnostic[]> {
  try {
    await work;
  } catch (error) {
    if (error instanceof SpecwrightError) return error.diagnostics;
    throw error;
  }
  throw new Error("it was loaded");
}

export function finding({ rule, location }: Diagnostic): string {
  const place = [location?.line, location?.column].filter((part) => part !== undefined);
  return `${rule} ${[basename(location?.file ?? "nowhere"), ...place].join(":")}`;
}

export function placeOf({ rule, location }: Diagnostic): string {
  return `${rule} ${basename(location?.file ?? "nowhere")}#${location?.pointer ?? ""}`;
}

/** `schemas` by name in an otherwise minimal document of that version. */
export function withSchemas(schemas: object, version = "3.1.0"): string {
  return JSON.stringify({
    openapi: version,
    info: { title: "Test", version: "1" },
    paths: {},
    components: { schemas },
  });
}

/** Serves `files` by path; gives `http://127.0.0.1:PORT`. A number answers with that status, a URL redirects there. */
export async function serve(
  files: Readonly<Record<string, string | number | URL>>,
): Promise<string> {
  const server = createServer((request, response) => {
    const file = files[request.url ?? ""] ?? 404;
    if (typeof file === "number") response.writeHead(file).end();
    else if (file instanceof URL) response.writeHead(302, { location: file.href }).end();
    else response.end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
