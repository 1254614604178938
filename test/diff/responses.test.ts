/** Changes of what calls give, of values in both directions, and of the client and its operations. */
import { clients } from "./cases/clients.js";
import { operations } from "./cases/operations.js";
import { responses } from "./cases/responses.js";
import { values } from "./cases/values.js";
import { testTables } from "./check.js";

testTables({ clients, operations, responses, values });
