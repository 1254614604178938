/** Headless Chromium: the suite in a page whose origin is not the API's, so that every call is subject to CORS. */
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { run, succeed } from "../e2e/support/process.js";
import { type CaseResult, failed, type Runtime } from "./runtime.js";

const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

/** The part of playwright-core that is used: it is installed in this folder alone, so its types are not always there. */
interface Playwright {
  readonly chromium: {
    launch(options: { executablePath: string; args: readonly string[] }): Promise<Browser>;
  };
}
interface Browser {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}
interface Page {
  goto(url: string): Promise<unknown>;
  waitForFunction(expression: string): Promise<unknown>;
  evaluate(expression: string): Promise<unknown>;
}

const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const chromium: Runtime = {
  name: "Chromium",
  async run(folder, addresses) {
    if (!existsSync(executablePath))
      return { missing: `no ${executablePath} (apt-get install chromium, or set CHROMIUM)` };
    const pages = await servePage(readFileSync(join(folder, "page.js")));
    const { chromium: launcher } = createRequire(import.meta.url)("playwright-core") as Playwright;
    const browser = await launcher.launch({ executablePath, args });
    try {
      const page = await browser.newPage();
      await page.goto(pages.url);
      await page.waitForFunction("globalThis.runCase !== undefined");
      const runtime = { name: "Chromium", ...addresses };
      const results: CaseResult[] = [];
      for (const name of (await page.evaluate("names")) as string[]) {
        const expression = `runCase(${JSON.stringify(name)}, ${JSON.stringify(runtime)})`;
        const result = page.evaluate(expression) as Promise<CaseResult>;
        results.push(await result.catch((error: unknown) => failed(name, error)));
      }
      return results;
    } finally {
      await browser.close();
      pages.close();
    }
  },
};

/** As root on Debian, for CI. */
export async function installChromium(): Promise<void> {
  if (existsSync(executablePath)) return;
  await succeed(run("apt-get", ["update"]));
  await succeed(run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"]));
}

async function servePage(script: Buffer): Promise<{ url: string; close(): void }> {
  const server = createServer(({ url }, response) => {
    if (url === "/page.js") response.setHeader("Content-Type", "text/javascript").end(script);
    else
      response
        .setHeader("Content-Type", "text/html")
        .end(
          '<!doctype html><link rel="icon" href="data:,"><script type="module" src="/page.js"></script>',
        );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
