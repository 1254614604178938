/** workerd: the worker is asked for one case after the other. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { type CaseResult, failed, type Runtime } from "./runtime.js";

const binary = fileURLToPath(
  new URL("node_modules/@cloudflare/workerd-linux-64/bin/workerd", import.meta.url),
);

interface Kind {
  readonly name: string;
  /** The behaviour of this day. */
  readonly date: string;
  readonly flags: readonly string[];
  /** Whether there is a `process.env`, made of the worker's bindings. */
  readonly environment: boolean;
}

/**
 * Today's workers have a part of Node's globals; those of 2024 have none, unless they ask for them. Those also forward `Authorization`
 * to whatever origin a redirect names, unless they have this flag or `fetchOptions: { redirect: "manual" }`.
 */
export const workers: readonly Runtime[] = [
  { name: "workerd", date: "2026-11-01", flags: [], environment: true },
  {
    name: "workerd 2024",
    date: "2024-01-01",
    flags: ["strip_authorization_on_cross_origin_redirect"],
    environment: false,
  },
].map((kind) => ({
  name: kind.name,
  async run(folder, addresses) {
    if (!existsSync(binary)) return { missing: "workerd is not installed" };
    const environment = `environment-${kind.name.replace(/\W+/g, "-")}`;
    const file = `${environment}.capnp`;
    writeFileSync(join(folder, file), configuration(kind, `${addresses.server}/ok/${environment}`));
    return serve(folder, file, {
      name: kind.name,
      ...addresses,
      ...(kind.environment ? { environment } : {}),
    });
  },
}));

/** "local" and "private" let the worker reach the test's server, which is on loopback. */
function configuration({ date, flags }: Kind, baseURL: string): string {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker", esModule = embed "worker.js")],
      compatibilityDate = "${date}",
      compatibilityFlags = ${JSON.stringify(flags)},
      bindings = [
        (name = "OPENROUTER_API_KEY", text = "key-of-environment"),
        (name = "OPENROUTER_BASE_URL", text = "${baseURL}"),
        (name = "OPENROUTER_HTTP_REFERER", text = "https://environment.example"),
      ],
    )),
    (name = "internet", network = (allow = ["public", "private", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`;
}

/** A request to the worker for each case. */
async function serve(folder: string, file: string, runtime: object): Promise<CaseResult[]> {
  const child = spawn(binary, ["serve", file, "--control-fd=1"], { cwd: folder });
  let complaints = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (complaints += text));
  const closed = once(child, "close");
  try {
    const lines = createInterface({ input: child.stdout });
    const listening = once(lines, "line").then(([line]) => String(line));
    const line = await Promise.race([listening, closed.then(() => "")]);
    if (!line) return [failed("the runtime starts", complaints)];
    const { port } = JSON.parse(line) as { port: number };
    const ask = async <T>(message: object): Promise<T> => {
      const body = JSON.stringify(message);
      const response = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body });
      if (response.ok) return (await response.json()) as T;
      throw new Error(`${response.status} ${await response.text()}\n${complaints}`);
    };
    const results: CaseResult[] = [];
    for (const name of await ask<string[]>({}))
      results.push(
        await ask<CaseResult>({ name, runtime }).catch((error: unknown) => failed(name, error)),
      );
    return results;
  } finally {
    child.kill();
    await closed;
  }
}
