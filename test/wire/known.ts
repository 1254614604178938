/** Scenarios whose meaning is not in the OpenAPI document that TypeSpec's emitter makes. One that passes all the same fails the run: its row is stale. */
export interface KnownCase {
  readonly scenario: RegExp;
  readonly why: string;
}

export const knownCases: readonly KnownCase[] = [
  {
    scenario: /^Routes_PathParameters_PathExpansion_/,
    why: "OpenAPI has no style that begins with a slash; the emitter says `simple` instead, with a warning.",
  },
  {
    scenario: /^Parameters_Path_optional$/,
    why: "OpenAPI has no optional path parameter; the emitter says that it is required, with a warning.",
  },
  {
    scenario: /^Routes_PathParameters_ReservedExpansion_/,
    why: "OpenAPI has no reserved expansion in a path; the emitter leaves it out, with a warning.",
  },
  {
    scenario: /^Routes_QueryParameters_QueryContinuation_/,
    why: "OpenAPI has no query in a path; the emitter leaves the operation out, with an error.",
  },
  {
    scenario: /^Payload_MultiPart_FormData_HttpParts_jsonArrayAndFileArray$/,
    why: "A list in one part: in OpenAPI, `encoding` is of each item, and each item is a part.",
  },
  {
    scenario: /^Streaming_Jsonl_Basic_send$/,
    why: "Before 3.2 the emitter describes the lines as one text: the types refuse objects. On the wire it passes.",
  },
  {
    scenario: /^Versioning_Removed_modelV3_V2preview$/,
    why: "Of three versions of the API that share a path the newest is called, whose types ask for a property more. On the wire it passes.",
  },
];
