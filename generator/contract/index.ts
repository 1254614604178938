/** The one place that says what passes between the stages. Stages import this, and never each other. */
export * from "./diagnostic.js";
export * from "./config.js";
export * from "./conversion.js";
export * from "./document.js";
export * from "./files.js";
export * from "./layout.js";
export * from "./model.js";
export * from "./runtime-value.js";
export * from "./names.js";
export * from "./operation.js";
export * from "./samples.js";
export * from "./survey.js";
export * from "./type.js";
export * from "./types.js";
export * from "./value-schema.js";
export * from "./xml.js";
