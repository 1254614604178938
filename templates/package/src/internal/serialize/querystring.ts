import type { ParameterSerializer } from "../../core/operation.js";
import { encode } from "./encode.js";
import { formFields, type FieldSerializers } from "./fields.js";

/** `in: querystring` with `application/x-www-form-urlencoded`: an object is the whole query. OpenAPI 3.2, Parameter Object, content. */
export function formQuerystring(serializers?: FieldSerializers): ParameterSerializer {
  return (_name, value) => formFields(value, serializers);
}

/** `in: querystring` with a JSON media type: the query is the encoded JSON text. */
export const jsonQuerystring: ParameterSerializer = (_name, value) => {
  const json: string | undefined = JSON.stringify(value);
  return json === undefined ? "" : encode(json);
};

/** `in: querystring` with any other media type: the text that is given, encoded. */
export const textQuerystring: ParameterSerializer = (_name, value) =>
  value === undefined || value === null ? "" : encode(String(value));
