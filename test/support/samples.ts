/** Values to call an operation with, and to answer it with, by which tests judge what is generated. */
import type {
  Json,
  Operation,
  ResolvedConfig,
  Samples,
  SdkModel,
  Survey,
} from "../../generator/contract/index.js";
import { explicitExample } from "../../generator/samples/explicit.js";
import { requestSample } from "../../generator/samples/request.js";
import { exampleScopes, type ExampleScope } from "../../generator/samples/scope.js";
import { exampleOf } from "../../generator/samples/value.js";

export interface SampledOperation extends Operation {
  readonly exampleRequest: Json;
  readonly argumentExamples: ReadonlyMap<string, Json>;
  /** The smallest valid request. */
  readonly minimalRequest: Json;
  /** Of the primary success; `null` where nothing comes back. */
  readonly exampleResponse: Json;
}

export interface SampledModel extends SdkModel {
  readonly operations: readonly SampledOperation[];
}

export interface Described {
  readonly survey: Survey;
  readonly model: SdkModel;
  readonly samples: Samples;
}

export function sampledModel(
  { survey, model, samples }: Described,
  { types }: Pick<ResolvedConfig, "types">,
): SampledModel {
  const { request, response } = exampleScopes(survey, types);
  const operations = model.operations.map((operation) => ({
    ...operation,
    exampleRequest: samples.get(operation.id)?.request ?? null,
    argumentExamples: samples.get(operation.id)?.arguments ?? new Map(),
    minimalRequest: requestSample(request, operation, "none"),
    exampleResponse: responseSample(response, operation),
  }));
  return { ...model, operations };
}

function responseSample(scope: ExampleScope, { successes }: Operation): Json {
  const primary = successes[0]?.contents[0];
  if (primary === undefined) return null;
  const { pointer, schemaPointer, kind } = primary;
  const given = explicitExample(scope, scope.document.at(pointer), schemaPointer, "response");
  if (given !== undefined) return given;
  if (schemaPointer === null || kind === "binary") return "";
  const whole = { direction: "response", optional: "all" } as const;
  return exampleOf(scope, schemaPointer, whole, "response") ?? null;
}
