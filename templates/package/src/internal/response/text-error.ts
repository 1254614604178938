import type { SdkErrorInit } from "../../core/errors.js";

/** What an error is made of whose documented body is a text: that is its data. */
export function textError(init: SdkErrorInit | undefined): SdkErrorInit | undefined {
  return init && { ...init, data: init.body };
}
