/** Which documents are sent over the wire, and why each. */

export interface Subject {
  /** Id in the corpus; `null`: the project's own document. */
  readonly id: string | null;
  readonly why: string;
}

export const subjects: readonly Subject[] = [
  { id: null, why: "every supported feature once" },
  { id: "openrouter-out", why: "3.1, global headers on every call, event streams, bearer" },
  {
    id: "stripe-2022-sdk-json",
    why: "forms and queries with deepObject, bodies on GET and DELETE, basic or bearer",
  },
  {
    id: "readme-3-0-parameters-style",
    why: "every style and explode in path, query, header, cookie, form and multipart",
  },
  { id: "slack-web", why: "Swagger 2: formData, query and header tokens, OAuth" },
  {
    id: "twilio-api-v2010",
    why: "placeholders inside a segment, names such as `StartTime<`, forms, basic",
  },
  {
    id: "elevenlabs",
    why: "multipart with files and lists of files, binary answers, header parameters, unions as parameters",
  },
  {
    id: "clerk-fapi",
    why: "credentials in query, cookie and header, together and optional; forms, spaceDelimited",
  },
  {
    id: "oazapfts-demo",
    why: "spaceDelimited, pipeDelimited and deepObject side by side, multipart with several files",
  },
  {
    id: "guru-twitter-com-current",
    why: "parameter names with dots, lists that are not exploded, an http scheme",
  },
  {
    id: "sta-v2-0-petstore-swagger-io",
    why: "Swagger 2: collectionFormat multi, a file in formData, apiKey and OAuth",
  },
];
