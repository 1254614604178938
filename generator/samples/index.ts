/** The stage `samples`: values to show in docs, made from the document's examples and its schemas. */
import type { ResolvedConfig, Samples, SdkModel, Survey } from "../contract/index.js";
import { argumentSamples, requestSample } from "./request.js";
import { exampleScopes } from "./scope.js";

/** Pure: the same input gives the same values. */
export function samples(
  survey: Survey,
  { operations }: SdkModel,
  { types }: Pick<ResolvedConfig, "types">,
): Samples {
  const { request: scope } = exampleScopes(survey, types);
  return new Map(
    operations.map((operation) => [
      operation.id,
      {
        request: requestSample(scope, operation, "explicit"),
        arguments: argumentSamples(scope, operation),
      },
    ]),
  );
}
