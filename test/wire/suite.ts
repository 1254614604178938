/** The suite from outside, as its own programs tell it: compiled documents, and what each scenario expects. */
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** One spec of the suite, in one version of OpenAPI. */
export interface Spec {
  /** `payload/multipart`. */
  readonly name: string;
  /** `3.1.0`. */
  readonly openapi: string;
  /** OpenAPI documents, one for each version of the API, the newest last. */
  readonly documents: readonly string[];
}

export interface Body {
  readonly contentType: string;
  readonly text?: string;
  readonly base64?: string;
  /** Of a multipart body. */
  readonly parts?: Readonly<Record<string, unknown>>;
  readonly files?: readonly {
    readonly fieldname: string;
    readonly originalname: string;
    readonly mimetype: string;
    readonly base64: string;
  }[];
}

/** A request that the server expects, and what it answers. */
export interface Exchange {
  readonly method: string;
  readonly uri: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Body | null;
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, unknown>>;
    readonly body: Body | null;
  };
}

export interface Scenario {
  readonly name: string;
  readonly apis: readonly Exchange[];
}

export interface MockServer {
  readonly url: string;
  readonly scenarios: readonly Scenario[];
  /** The server's own verdict on each scenario. */
  verdicts(): Promise<ReadonlyMap<string, "pass" | "fail" | "not-implemented">>;
  stop(): void;
}

const here = fileURLToPath(new URL(".", import.meta.url));

/** The suite needs Node.js 22; where this one is older, the one that comes as a package. */
function node(): string {
  const [major = "0"] = process.versions.node.split(".");
  return Number(major) >= 22 ? process.execPath : join(here, "node_modules/node-24/bin/node");
}

export async function compileSpecs(
  folder: string,
  openapiVersions: readonly string[],
): Promise<readonly Spec[]> {
  await promisify(execFile)(node(), [join(here, "compile.mjs"), folder, ...openapiVersions], {
    cwd: here,
  });
  return JSON.parse(readFileSync(join(folder, "specs.json"), "utf8")) as Spec[];
}

export async function startMockServer(folder: string): Promise<MockServer> {
  const child = spawn(node(), [join(here, "serve.mjs"), join(folder, "coverage.json")], {
    cwd: here,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const { url, scenarios } = await firstLine(child);
  return {
    url,
    scenarios,
    async verdicts() {
      const response = await fetch(`${url}/.coverage`);
      const [report] = (await response.json()) as { results: Record<string, "pass"> }[];
      return new Map(Object.entries(report?.results ?? {}));
    },
    stop: () => void child.kill(),
  };
}

async function firstLine(child: ChildProcess): Promise<Pick<MockServer, "url" | "scenarios">> {
  let noise = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (noise += text));
  if (child.stdout === null) throw new Error("The mock server has no output.");
  for await (const line of createInterface(child.stdout)) {
    child.stdout.resume();
    return JSON.parse(line) as Pick<MockServer, "url" | "scenarios">;
  }
  throw new Error(`The mock server did not start: ${noise.slice(-2000)}`);
}
