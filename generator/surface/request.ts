/** The argument of a call as one type. */
import type {
  Operation,
  OperationSurface,
  Parameter,
  Property,
  RequestBody,
  RequestContent,
  Type,
} from "../contract/index.js";
import { bodyType } from "../lib/call-types.js";
import { intersectionOf, literalOf, objectOf, property, unionOf } from "../lib/type.js";

/** An object for each kind of body that can be chosen, which `contentType` tells apart; usually one. */
export function requestType({ parameters, body }: Operation): Type {
  const [first, ...others] = body?.contents ?? [];
  if (body === null || first === undefined)
    return objectOf(parameters.flatMap(parameterProperties));
  if (others.length === 0) return variant({ parameters, body }, first, []);
  return unionOf(
    body.contents.map((content) =>
      variant({ parameters, body }, content, [
        property("contentType", literalOf(content.mediaType), content !== first),
      ]),
    ),
  );
}

/** The same for each kind of body, without `contentType`. */
export function requestContents({ parameters, body }: Operation): OperationSurface["contents"] {
  if (body === null || body.contents.length === 0)
    return [{ mediaType: null, request: objectOf(parameters.flatMap(parameterProperties)) }];
  return body.contents.map((content) => {
    const { mediaType } = content;
    return { mediaType, request: variant({ parameters, body }, content, []) };
  });
}

function variant(
  { parameters, body }: { readonly parameters: readonly Parameter[]; readonly body: RequestBody },
  content: RequestContent,
  choice: readonly Property[],
): Type {
  const { placement } = content;
  const bodyProperty = {
    ...property("body", bodyType(content).type, body.required),
    pointer: content.schemaPointer,
  };
  const members = [
    ...parameters.flatMap(parameterProperties),
    ...(placement === "property" ? [bodyProperty] : []),
    ...choice,
  ];
  return placement === "flat"
    ? intersectionOf([content.type.type, objectOf(members)])
    : objectOf(members);
}

/** With its old names, of which any may be given instead. */
function parameterProperties(parameter: Parameter): readonly Property[] {
  const own = parameterProperty(parameter);
  const former = parameter.former.map((old) => {
    return { ...own, name: old.property, required: false, doc: `Deprecated: ${own.name}` };
  });
  return [former.length === 0 ? own : { ...own, required: false }, ...former];
}

function parameterProperty(parameter: Parameter): Property {
  const { required, constraints } = parameter;
  const deprecated = parameter.deprecated ? `Deprecated: ${parameter.deprecation ?? ""}` : null;
  const texts = [parameter.description, deprecated].filter((text) => text !== null);
  return {
    name: parameter.property,
    type: parameter.type.type,
    required,
    doc: texts.length === 0 ? null : texts.join("\n\n"),
    pointer: parameter.schemaPointer ?? parameter.pointer,
    constraints,
  };
}
