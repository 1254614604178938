import type { ApiErrorInit } from "../../core/errors.js";

/** What an error is made of whose documented body is a text: that is its data. */
export function textError(init: ApiErrorInit): ApiErrorInit {
  return { ...init, data: init.body };
}
