/** The schemas that the generator emits for components, ready to be asked. */
import { runInThisContext } from "node:vm";
import { transformSync } from "esbuild";
import type { JsonObject } from "../../../generator/contract/index.js";
import { render } from "../../../generator/render/index.js";
import type { ResponseSchema } from "../../../templates/package/src/core/validation.js";
import * as parts from "../../../templates/package/src/internal/schema.js";
import { planOf } from "../../scenarios/line.js";

export interface Asked {
  /** Emitted TypeScript. */
  readonly text: string;
  readonly accepts: (name: string, value: unknown) => boolean;
}

type Load = (require: () => unknown, module: object) => void;

/** Each component is used by a response. */
export async function schemasOf(components: JsonObject): Promise<Asked> {
  const paths = Object.fromEntries(
    Object.keys(components).map((name, index) => {
      const schema = { $ref: `#/components/schemas/${name}` };
      const response = { description: "", content: { "application/json": { schema } } };
      const operation = { operationId: `use${index}`, responses: { 200: response } };
      return [`/use${index}`, { get: operation }];
    }),
  );
  const info = { title: "Shapes", version: "1" };
  const document = { openapi: "3.1.0", info, paths, components: { schemas: components } };
  const { plan, templates } = await planOf(JSON.stringify(document), { validation: true });
  const files = plan.files.filter(({ path }) => path === "src/schemas.ts");
  const text = render({ ...plan, files }, templates, () => {})[0]?.text ?? "";
  const { code } = transformSync(text, { loader: "ts", format: "cjs" });
  const module = { exports: {} as Record<string, ResponseSchema> };
  const load = runInThisContext(`(require, module) => {\n${code}\n}`) as Load;
  load(() => parts, module);
  return {
    text,
    accepts(name, value) {
      const result = module.exports[name]?.["~standard"].validate(value);
      // A type that admits everything has no schema.
      if (result instanceof Promise) throw new Error("emitted schemas answer at once");
      return result?.issues === undefined;
    },
  };
}
