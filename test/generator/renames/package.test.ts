/** A package that is generated again after the document has renamed what is in it: code that was written for the old one. */
import { execFile } from "node:child_process";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { generate } from "../../../generator/generate.js";
import { root } from "../../rules/source-files.js";
import { readFiles, tempFolder } from "../../support/temp-folder.js";
import { resolvedConfig } from "../support/document.js";

const before = readFileSync(join(import.meta.dirname, "zoo.yaml"), "utf8");
/** Everything in it is called otherwise. */
const after = before
  .replaceAll("listPets", "listAnimals")
  .replaceAll("getPet\n", "getAnimal\n")
  .replaceAll("[pets]", "[animals]")
  .replaceAll("schemas/Pet", "schemas/Animal")
  .replaceAll("    Pet:", "    Animal:")
  .replaceAll("schemas/Missing", "schemas/NotThere")
  .replaceAll("    Missing:", "    NotThere:")
  .replaceAll("page_size", "pageSize")
  .replaceAll("petId", "id");

/** Written for the old package. Prints what it asks for, and what it catches. */
const consumer = `
import { MissingError, type Pet, type PetInput, type PetOwner, Zoo, ZooCore } from "./sdk/src/index.js";
import { getPet, getPetAsCsv, type GetPetRequest } from "./sdk/src/operations/get-pet.js";
import { listPets, type ListPetsError, type ListPetsRequest } from "./sdk/src/operations/list-pets.js";
import type { Pets } from "./sdk/src/resources/pets.js";

const asked: string[] = [];
const fetch: typeof globalThis.fetch = async (input, init) => {
  const request = new Request(input, init);
  const { pathname, search } = new URL(request.url);
  asked.push(\`\${request.method} \${pathname}\${search} \${await request.text()}\`);
  if (pathname.endsWith("none")) return Response.json({ what: "none" }, { status: 404 });
  const isCsv = request.headers.get("accept") === "text/csv";
  if (isCsv) return new Response("name", { headers: { "content-type": "text/csv" } });
  const pet = { name: "Rex" };
  return Response.json(request.method === "POST" || pathname !== "/pets" ? pet : [pet]);
};
const zoo = new Zoo({ fetch });
const core = new ZooCore({ fetch });

const listing: ListPetsRequest = { page_size: 3 };
const pets: Pets = zoo.pets;
const all: Pet[] = await pets.list(listing);
const owner: PetOwner | undefined = all[0]?.owner;
const made: PetInput = { name: "Rex", ...(owner === undefined ? {} : { owner }) };
await zoo.pets.create({ pet: made });
const reading: GetPetRequest = { petId: "1", verbose: true };
const one: Pet = await getPet(core, reading);
const csv: string = await getPetAsCsv(core, { petId: one.name });
await zoo.pets.getAsCsv({ petId: csv });
try {
  await zoo.pets.get({ petId: "none" });
} catch (error) {
  if (error instanceof MissingError) asked.push(\`caught \${error.status} \${error.data?.what}\`);
}
const result = await listPets(core, listing).result();
const failure: ListPetsError | null = result.ok ? null : result.error;
asked.push(String(failure));
console.log(asked.join("\\n"));
`;
const require = createRequire(import.meta.url);
const compiler = join(dirname(require.resolve("typescript-7/package.json")), "bin", "tsc");

/** A folder with the document, the consumer, and what packages depend on. */
function consumerFolder(): string {
  const settings = {
    compilerOptions: {
      strict: true,
      exactOptionalPropertyTypes: true,
      isolatedDeclarations: true,
      declaration: true,
      noEmit: true,
      module: "nodenext",
      target: "es2023",
      lib: ["es2023", "dom", "dom.iterable"],
      types: [],
    },
    include: ["consumer.ts", "sdk/src"],
  };
  const folder = tempFolder({
    "package.json": '{ "type": "module" }',
    "tsconfig.json": JSON.stringify(settings),
    "consumer.ts": consumer,
  });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return folder;
}

async function make(folder: string, document: string, dropAliases = false) {
  writeFileSync(join(folder, "zoo.yaml"), document);
  const places = { input: join(folder, "zoo.yaml"), output: join(folder, "sdk") };
  return generate(resolvedConfig({ ...places, dropAliases }), { thorough: true });
}

/** What the compiler says of the consumer and the package; empty where it has nothing to say. */
async function complaints(folder: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [compiler, "-p", folder]).catch(
    (error: unknown) => error as { readonly stdout: string },
  );
  return stdout;
}

/** What the consumer prints: the paths of its requests, and what it caught. */
async function printed(folder: string): Promise<readonly string[]> {
  const tsx = ["--import", require.resolve("tsx"), join(folder, "consumer.ts")];
  const { stdout } = await promisify(execFile)(process.execPath, tsx, { cwd: root });
  return stdout.trim().split("\n");
}

describe("everything renamed", () => {
  test("old code compiles, and does what it did; the second run changes no byte", async () => {
    const folder = consumerFolder();
    await make(folder, before);
    expect(await complaints(folder)).toBe("");
    const said = await printed(folder);
    expect(said).toHaveLength(9);

    await make(folder, after);
    expect(await complaints(folder)).toBe("");
    // The wire has the new name of the parameter.
    expect(await printed(folder)).toEqual(
      said.map((line) => line.replace("page_size=", "pageSize=")),
    );

    const once = readFiles(join(folder, "sdk"));
    const { report } = await make(folder, after);
    expect(report).toMatchObject({ created: [], updated: [], deleted: [], kept: [] });
    expect(readFiles(join(folder, "sdk"))).toEqual(once);
  }, 120_000);

  test("without the aliases the package is that of a fresh folder", async () => {
    const [folder, fresh] = [consumerFolder(), consumerFolder()];
    await make(folder, before);
    await make(folder, after);
    await make(folder, after, true);
    await make(fresh, after, true);
    expect(readFiles(join(folder, "sdk"))).toEqual(readFiles(join(fresh, "sdk")));
    const said = await complaints(folder);
    for (const name of ["Pet", "MissingError", "list-pets", "pets"]) expect(said).toContain(name);
  }, 120_000);
});

const shown = [
  ["src/types.ts", "/** @deprecated Use `Animal`. */\nexport type Pet = Animal;"],
  [
    "src/errors.ts",
    "/** @deprecated Use `NotThereError`. */\nexport const MissingError: typeof NotThereError = NotThereError;",
  ],
  ["src/operations/list-pets.ts", "/** @deprecated Use `listAnimals`. */"],
  ["src/resources/pets.ts", "  /** @deprecated Use `zoo.animals.list`. */\n  list("],
  [
    "src/sdk.ts",
    "  /** @deprecated Use `zoo.animals`. */\n  readonly pets: Pets = new Pets(this);",
  ],
  [
    "src/operations/list-animals.ts",
    "  /** @deprecated Use `pageSize`. */\n  page_size?: number | undefined;",
  ],
  ["src/operations/get-animal.ts", "      /** @deprecated Use `id`. */\n      petId: string;"],
] as const;

test("an editor shows what is old and what to use, and pages are about the new names only", async () => {
  const folder = consumerFolder();
  await make(folder, before);
  await make(folder, after);
  const files = readFiles(join(folder, "sdk"));
  for (const [path, text] of shown) expect(files[path], path).toContain(text);
  const pages = Object.entries(files).filter(([path]) => /^(docs\/|README|llms)/.test(path));
  for (const [path, text] of pages) expect(text, path).not.toMatch(/listPets|zoo\.pets|petId/);
}, 60_000);
