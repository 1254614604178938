/** Job 3 of the README: examples/customise, which overrides the method template, and the commands around it. */
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { root } from "../rules/source-files.js";
import { readFiles, tempFolder } from "../support/temp-folder.js";
import { node, succeed } from "./support/process.js";
import { specwright } from "./support/specwright.js";

const override = "templates/partials/method.hbs";

const example = () => {
  const folder = tempFolder();
  cpSync(join(root, "examples", "customise"), folder, {
    recursive: true,
    filter: (source) => !/\/sdk(\/|$)/.test(source.slice(root.length)),
  });
  return folder;
};

test("the README shows the example's template", () => {
  const template = readFileSync(join(root, "examples", "customise", override), "utf8");
  expect(readFileSync(join(root, "README.md"), "utf8")).toContain(`\`\`\`hbs\n${template}\`\`\``);
});

describe("a method template overridden for another endpoint", () => {
  test("adds its method to each resource, and leaves every other file as it was", async () => {
    const folder = example();
    await succeed(specwright(["generate"], { cwd: folder }));
    const withOverride = readFiles(join(folder, "sdk"));
    expect(withOverride["src/resources/models.ts"]).toContain(
      "async getOrNull(request: GetModelRequest)",
    );

    const plain = join(folder, "plain");
    const flags = ["openapi.yaml", "--output", plain, "--package-name", "model-registry"];
    rmSync(join(folder, "specwright.config.json"));
    await succeed(specwright(["generate", ...flags], { cwd: folder }));
    const withoutOverride = readFiles(plain);
    const differing = Object.keys(withOverride).filter(
      (path) => withOverride[path] !== withoutOverride[path],
    );
    expect(differing).toEqual([".specwright.json", "etc/api.txt", "src/resources/models.ts"]);
  });

  test("builds, and the method does what it says", async () => {
    const folder = join(root, ".cache", "test-customise");
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    cpSync(join(root, "examples", "customise"), folder, { recursive: true });
    await succeed(specwright(["generate"], { cwd: folder }));
    await succeed(node([join(folder, "sdk", "scripts", "build.mjs")]));

    const url = await serve((path) =>
      path === "/models/rerank-small"
        ? [200, { name: "rerank-small", context_length: 4096 }]
        : [404, { message: "There is no model of that name." }],
    );
    const program = `
      import { ModelRegistry } from "./sdk/dist/esm/index.js";
      const { models } = new ModelRegistry({ baseURL: ${JSON.stringify(url)} });
      console.log(JSON.stringify([await models.getOrNull({ name: "rerank-small" }), await models.getOrNull({ name: "other" })]));`;
    writeFileSync(join(folder, "run.mjs"), program);
    const { stdout } = await succeed(node([join(folder, "run.mjs")]));
    expect(JSON.parse(stdout)).toEqual([{ name: "rerank-small", context_length: 4096 }, null]);
  });
});

describe("eject", () => {
  test("lists the templates", async () => {
    const { stdout } = await succeed(specwright(["eject"], { cwd: tempFolder() }));
    const ids = stdout.trim().split("\n");
    expect(ids).toContain("partials/method.hbs");
    expect(ids).toContain("package/README.md.hbs");
  });

  test("copies one, and generating with the copy changes nothing", async () => {
    const folder = tempFolder();
    await succeed(
      specwright(["eject", "partials/method.hbs", "--templates", "own"], { cwd: folder }),
    );
    const copied = readFileSync(join(folder, "own", "partials", "method.hbs"), "utf8");
    expect(copied).toBe(readFileSync(join(root, "templates", "partials", "method.hbs"), "utf8"));

    const document = join(root, "examples", "customise", "openapi.yaml");
    await succeed(specwright(["generate", document, "-o", "plain"], { cwd: folder }));
    await succeed(
      specwright(["generate", document, "-o", "own-sdk", "--templates", "own"], { cwd: folder }),
    );
    const { [".specwright.json"]: _one, ...plain } = readFiles(join(folder, "plain"));
    const { [".specwright.json"]: _two, ...own } = readFiles(join(folder, "own-sdk"));
    expect(own).toEqual(plain);
  });

  test("an unknown id names the nearest", async () => {
    const { code, stderr } = await specwright(
      ["eject", "partials/methods.hbs", "--templates", "own"],
      {
        cwd: tempFolder(),
      },
    );
    expect(code).toBe(2);
    expect(stderr).toContain("partials/method.hbs");
  });
});

async function serve(answer: (path: string) => readonly [number, object]): Promise<string> {
  const server = createServer((request, response) => {
    const [status, body] = answer(request.url ?? "");
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
