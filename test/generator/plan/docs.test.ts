import { posix } from "node:path";
import { expect, test } from "vitest";
import { emit } from "../../scenarios/line.js";

const document = `
openapi: 3.1.0
info: { title: Shop, version: "1" }
servers: [{ url: https://shop.example }]
paths:
  /pets/{id}/toys:
    get:
      operationId: listPetToys
      tags: [toys, pets, gifts]
      summary: Toys of a pet
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { "204": { description: None. } }
  /pets:
    get: { operationId: listPets, tags: [pets], responses: { "204": { description: None. } } }
`;

test("a method is told of in each group that has it, and its page is that of its home", async () => {
  const { files } = await emit(document);
  const operations = (path: string) =>
    /### Available Operations\n\n([^]*?)\n\n/.exec(`${files.get(path) ?? ""}\n\n`)?.[1];
  const alias = (method: string) =>
    `- [${method}](toys.md#listpettoys) - Toys of a pet: \`shop.toys.listPetToys\``;
  expect(operations("docs/toys.md")).toBe("- [listPetToys](#listpettoys) - Toys of a pet");
  expect(operations("docs/pets.md")).toBe(`- [list](#list)\n${alias("listToys")}`);
  expect(operations("docs/gifts.md")).toBe(alias("listPetToys"));
  expect(files.get("README.md")).toContain(
    "**[gifts](docs/gifts.md)**\n\n- [`shop.gifts.listPetToys`](docs/toys.md#listpettoys): Toys of a pet\n",
  );
});

test("links lead to headings that are there", async () => {
  const { files } = await emit(document);
  const pages = new Map([...files].filter(([path]) => path.endsWith(".md")));
  const broken = [...pages].flatMap(([path, text]) =>
    [...text.matchAll(/\]\(((?:[\w./-]+\.md)?(?:#[\w-]+)?)\)/g)].flatMap(([, link = ""]) => {
      const [file = "", anchor] = link.split("#");
      const target = file === "" ? path : posix.join(posix.dirname(path), file);
      const headings = [...(pages.get(target) ?? "").matchAll(/^#+ (.+)$/gm)].map(
        ([, heading = ""]) =>
          heading
            .toLowerCase()
            .replaceAll(/[^\w -]/g, "")
            .replaceAll(" ", "-"),
      );
      const isThere = pages.has(target) && (anchor === undefined || headings.includes(anchor));
      return isThere ? [] : [`${path}: ${link}`];
    }),
  );
  expect(broken).toEqual([]);
});
