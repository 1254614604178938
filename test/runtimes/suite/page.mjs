/** For browsers: the driver calls these from outside. */
import { names, runCase } from "./run-case.mjs";

Object.assign(globalThis, { names, runCase });
