/** One document on both sides: what our stages say of it, and what openapi-typescript declares. */
import openapiTS, { astToString } from "openapi-typescript";
import { resolveConfig } from "../../generator/config/index.js";
import { describe } from "../../generator/generate.js";
import type { Subject } from "./judge.js";

/** Of the document as it was loaded, so that both sides read the same. Throws what either of them does. */
export async function subjectOf(id: string, input: string, output: string): Promise<Subject> {
  const { survey, names, types } = await describe(await resolveConfig({ input, output }));
  const theirs = astToString(
    await openapiTS(JSON.stringify(survey.document.root), {
      silent: true,
      // With a default, a property may still be left out of a request; and an object may have any properties where none are described.
      defaultNonNullable: false,
      emptyObjectsUnknown: true,
    }),
  );
  return { id, survey, names, types, theirs };
}
