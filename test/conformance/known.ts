/** Where the judge is wrong, or the document contradicts itself. Each case says why; a case that no longer occurs fails the run. */
export interface KnownCase {
  readonly document: string;
  /** `GET /things`. */
  readonly operation: string;
  /** Part of the fault. */
  readonly fault: string;
  readonly why: string;
}

const otherName =
  "The path has {pet_id}, the parameter is called petId: it stands nowhere in the path, and the SDK asks for both.";
const ownExample =
  "The document's own example is a date where its schema says date-time; the SDK sends what it is given.";

export const knownCases: readonly KnownCase[] = [
  { document: "oazapfts-demo", operation: "POST /pet/{pet_id}", fault: "petId", why: otherName },
  { document: "oazapfts-demo", operation: "DELETE /pet/{pet_id}", fault: "petId", why: otherName },
  ...[
    ["Calls.json", "StartTime"],
    ["Messages/{MessageSid}/Media.json", "DateCreated<"],
    ["Messages.json", "DateSent"],
    ["Recordings.json", "DateCreated"],
  ].map(([path = "", name = ""]) => ({
    document: "twilio-api-v2010",
    operation: `GET /2010-04-01/Accounts/{AccountSid}/${path}`,
    fault: `/query/${name} must match format "date-time"`,
    why: ownExample,
  })),
];
