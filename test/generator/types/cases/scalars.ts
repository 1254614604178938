import { Source, type Case } from "../check.js";

export const scalars: Readonly<Record<string, Case>> = {
  string: { given: { A: { type: "string" } }, accepts: ["a", ""], refuses: [1, null] },
  "integer of 64 bits": {
    given: { A: { type: "integer", format: "int64" } },
    accepts: [1],
    refuses: ["1"],
  },
  "date as a string": {
    given: { A: { type: "string", format: "date-time" } },
    accepts: ["2026-01-01T00:00:00Z"],
    refuses: [0],
  },
  boolean: { given: { A: { type: "boolean" } }, accepts: [true, false], refuses: ["true"] },
  "several types": {
    given: { A: { type: ["string", "integer"] } },
    accepts: ["a", 1],
    refuses: [true, null],
  },
  "true: anything": { given: { A: true }, accepts: ["a", 1, null, { a: [] }] },
  "false: nothing": { given: { A: false }, refuses: ["a", 1, null] },
  "empty schema: anything": { given: { A: {} }, accepts: ["a", 1, null] },
  "binary is a Blob": {
    given: { A: { type: "string", format: "binary" } },
    accepts: [new Source('new Blob(["a"])')],
    refuses: ["a"],
  },
  "media type without encoding is a Blob": {
    given: { A: { type: "string", contentMediaType: "image/png" } },
    accepts: [new Source("new Blob()")],
    refuses: ["a"],
  },
  "base64 is a string": {
    given: { A: { type: "string", contentEncoding: "base64", contentMediaType: "image/png" } },
    accepts: ["aGk="],
    refuses: [1],
  },
  "Swagger 2's file is a Blob": {
    given: { A: { type: "file" } },
    accepts: [new Source("new Blob()")],
    refuses: ["a"],
  },
  "alias of an alias": {
    given: { A: { $ref: "#/components/schemas/B" }, B: { type: "number" } },
    accepts: [1],
    refuses: ["1"],
  },
};
