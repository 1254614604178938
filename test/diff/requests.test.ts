/** Changes of what calls take. */
import { bodies } from "./cases/bodies.js";
import { parameters } from "./cases/parameters.js";
import { requests } from "./cases/requests.js";
import { testTables } from "./check.js";

testTables({ bodies, parameters, requests });
