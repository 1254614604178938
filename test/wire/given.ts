/** Arguments and settings that do not follow from the expected request. */
export interface Given {
  readonly scenario: RegExp;
  readonly why: string;
  readonly request?: Readonly<Record<string, unknown>>;
  /** Options of the client. */
  readonly client?: Readonly<Record<string, unknown>>;
}

const takenApart = "A style has taken the value apart; this is what it was.";

export const given: readonly Given[] = [
  { scenario: /^Routes_.*Expansion_.*_primitive$/, why: takenApart, request: { param: "a" } },
  { scenario: /^Routes_.*Expansion_.*_array$/, why: takenApart, request: { param: ["a", "b"] } },
  {
    scenario: /^Routes_.*Expansion_.*_record$/,
    why: takenApart,
    request: { param: { a: 1, b: 2 } },
  },
  {
    scenario: /^Routes_.*Expansion_Explode_model$/,
    why: takenApart,
    request: { param: { field: "status", value: "active" } },
  },
  {
    scenario: /^Authentication_OAuth2_invalid$/,
    why: "Any token that is not the valid one.",
    client: { accessToken: "invalid" },
  },
];
