/** The stages that make the files of a package of what is described, as one module: as `description-stages.ts`. */
export { apiReport, assemble } from "./assemble/index.js";
export { format } from "./format/index.js";
export { render } from "./render/index.js";
export { surface } from "./surface/index.js";
export { surfaceRecord } from "./surface/record.js";
