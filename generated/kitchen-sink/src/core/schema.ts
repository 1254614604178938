/** What `schemas` of the package are, for who exports something made of them. */
export type { Schema } from "../internal/schema.js";
