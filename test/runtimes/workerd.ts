/** workerd, without Node's modules: the worker is asked for one case after the other. */
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

/** "local" and "private" let the worker reach the test's server, which is on loopback. */
const configuration = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker", esModule = embed "worker.js")],
      compatibilityDate = "2026-11-01",
    )),
    (name = "internet", network = (allow = ["public", "private", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`;

export const workerd: Runtime = {
  name: "workerd",
  async run(folder, addresses) {
    if (!existsSync(binary)) return { missing: "workerd is not installed" };
    writeFileSync(join(folder, "workerd.capnp"), configuration);
    const child = spawn(binary, ["serve", "workerd.capnp", "--control-fd=1"], { cwd: folder });
    let complaints = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (complaints += text));
    const closed = once(child, "close");
    try {
      const lines = createInterface({ input: child.stdout });
      const listening = once(lines, "line").then(([line]) => String(line));
      const line = await Promise.race([listening, closed.then(() => "")]);
      if (!line) return [failed("start", complaints)];
      const { port } = JSON.parse(line) as { port: number };
      const ask = async <T>(message: object): Promise<T> => {
        const body = JSON.stringify(message);
        const response = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body });
        if (response.ok) return (await response.json()) as T;
        throw new Error(`${response.status} ${await response.text()}\n${complaints}`);
      };
      const results: CaseResult[] = [];
      const runtime = { name: "workerd", ...addresses };
      for (const name of await ask<string[]>({}))
        results.push(
          await ask<CaseResult>({ name, runtime }).catch((error: unknown) => failed(name, error)),
        );
      return results;
    } finally {
      child.kill();
      await closed;
    }
  },
};
