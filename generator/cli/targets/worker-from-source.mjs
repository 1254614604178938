// In development the thread's module is TypeScript, and a thread does not inherit what compiles it.
import { register } from "tsx/esm/api";

register();
await import("./target-worker.ts");
