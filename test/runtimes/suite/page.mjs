/** For browsers: the driver calls these from outside. */
import { names, runCase } from "./suite.mjs";

Object.assign(globalThis, { names, runCase });
