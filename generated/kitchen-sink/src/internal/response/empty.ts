import type { ResponseSpec } from "../../core/operation.js";

/** A success without a body; one that arrives all the same is not downloaded. OpenAPI 3.1 section 4.8.17 (Response Object, no `content`). */
export const noContent: ResponseSpec<undefined> = {
  accept: "*/*",
  async parse(response) {
    await response.body?.cancel().catch(() => {});
    return undefined;
  },
};
