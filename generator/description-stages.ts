/**
 * The stages that describe a package, as one module: Node finds and links a file or two sooner than thirty. It is imported when there
 * is something to do.
 */
export { applyOverlays, load } from "./load/index.js";
export { model } from "./model/index.js";
export { names, recordNames } from "./names/index.js";
export { plan } from "./plan/index.js";
export { loadTemplates } from "./plan/templates.js";
export { samples } from "./samples/index.js";
export { survey } from "./survey/index.js";
export { types } from "./types/index.js";
