/** Members of the flat argument that parameters make, under their names and those that they had before. */
import type { Parameter } from "../contract/index.js";
import { UNDEFINED } from "../lib/type.js";
import type { RequestMemberView } from "./contexts.js";
import type { RequestScope } from "./scope.js";
import { shownDefault } from "./shown-default.js";

export function parameterMember(parameter: Parameter, scope: RequestScope): RequestMemberView {
  const { property, wireName } = parameter;
  return {
    name: property,
    type: parameter.type,
    required: parameter.required,
    deprecated: parameter.deprecated,
    deprecation: parameter.deprecation,
    description: parameter.description,
    facts: parameter.facts,
    in: parameter.in,
    wireName: wireName === property ? null : wireName,
    global: parameter.global,
    default: shownDefault(parameter, scope.conversions),
    members: [],
  };
}

/** An argument under the name that it had before the document renamed it. */
export function formerMember(
  parameter: Parameter,
  name: string,
  scope: RequestScope,
): RequestMemberView {
  const member = parameterMember(parameter, scope);
  const deprecation = `Use \`${parameter.property}\`.`;
  return {
    ...member,
    name,
    required: false,
    deprecated: true,
    deprecation,
    description: null,
    facts: null,
    wireName: null,
    default: null,
  };
}

/** One of its names has to be given: each way to do so for all of them, that with the names of now first. */
export function choicesOf(
  parameters: readonly Parameter[],
  scope: RequestScope,
): readonly (readonly RequestMemberView[])[] {
  if (parameters.length === 0) return [];
  return parameters.reduce<readonly (readonly RequestMemberView[])[]>(
    (ways, parameter) => {
      const names = [parameter.property, ...parameter.former.map((old) => old.property)];
      const each = names.map((given) =>
        names.map((name) => memberOfChoice(parameter, name, name === given, scope)),
      );
      return ways.flatMap((way) => each.map((members) => [...way, ...members]));
    },
    [[]],
  );
}

function memberOfChoice(
  parameter: Parameter,
  name: string,
  isGiven: boolean,
  scope: RequestScope,
): RequestMemberView {
  if (!isGiven)
    return { ...plainMember, name, type: { type: UNDEFINED }, required: false, description: null };
  return name === parameter.property
    ? parameterMember(parameter, scope)
    : { ...formerMember(parameter, name, scope), required: true };
}

export const plainMember = {
  deprecated: false,
  deprecation: null,
  facts: null,
  in: "body",
  wireName: null,
  global: false,
  default: null,
  members: [],
} as const;
