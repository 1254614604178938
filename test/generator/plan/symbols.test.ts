import { describe, expect, test } from "vitest";
import { FUNCTION_LOCALS, GLOBAL_NAMES, RUNTIME_NAMES } from "../../../generator/names/reserved.js";
import { loadTemplates } from "../../../generator/plan/templates.js";

const templates = [...loadTemplates(null).templates.values()];

/** Every name of the runtime that emitted code may import: written in a template, or a value that plan chooses. */
const imported = new Set([
  ...templates
    .filter(({ id }) => id.endsWith(".hbs"))
    .flatMap(({ text }) => [...text.matchAll(/\{\{ref "(\w+)"\}\}/g)].map(([, name = ""]) => name)),
  "Uploadable",
  "BinaryResponse",
  "Stream",
]);

describe("names of the runtime", () => {
  test.each([...imported])(
    "%s is declared once, so that a reference to it means one thing",
    (name) => {
      const declaration = new RegExp(
        `^export (?:abstract )?(?:async )?(?:function\\*?|class|const|interface|type) ${name}\\b`,
        "m",
      );
      const places = templates.filter(
        ({ id, text }) => /\.ts(\.hbs)?$/.test(id) && declaration.test(text),
      );
      expect(places.map(({ id }) => id)).toHaveLength(1);
    },
  );

  test("cannot be taken by a declaration of the document that stands beside them", () => {
    const reserved = new Set([...RUNTIME_NAMES, ...FUNCTION_LOCALS, ...GLOBAL_NAMES]);
    expect([...imported].filter((name) => !reserved.has(name))).toEqual([]);
  });
});
