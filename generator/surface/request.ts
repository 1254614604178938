/** The argument of a call as one type. */
import type { Operation, Parameter, Property, RequestContent, Type } from "../contract/index.js";
import { bodyType } from "../lib/call-types.js";
import { intersectionOf, literalOf, objectOf, property, unionOf } from "../lib/type.js";

/** An object for each kind of body that can be chosen, which `contentType` tells apart; usually one. */
export function requestType({ parameters, body }: Operation): Type {
  const shared = parameters.map(parameterProperty);
  if (body === null) return objectOf(shared);
  const [first, ...others] = body.contents;
  if (first === undefined) return objectOf(shared);
  const variant = (content: RequestContent, choice: readonly Property[]): Type => {
    const { placement } = content;
    const bodyProperty = {
      ...property("body", bodyType(content).type, body.required),
      pointer: content.schemaPointer,
    };
    const members = [...shared, ...(placement === "property" ? [bodyProperty] : []), ...choice];
    return placement === "flat"
      ? intersectionOf([content.type.type, objectOf(members)])
      : objectOf(members);
  };
  if (others.length === 0) return variant(first, []);
  return unionOf(
    body.contents.map((content) =>
      variant(content, [property("contentType", literalOf(content.mediaType), content !== first)]),
    ),
  );
}

function parameterProperty(parameter: Parameter): Property {
  const { required, description: doc } = parameter;
  return {
    name: parameter.property,
    type: parameter.type.type,
    required,
    doc,
    pointer: parameter.schemaPointer,
    constraints: null,
  };
}
