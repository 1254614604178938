/** Makes calls of each kind, the failing ones too, and then has nothing left to do. Prints, as JSON, what still holds the process. */
import { kindsOf } from "./calls.js";

const [server = ""] = process.argv.slice(2);
const before = process.getActiveResourcesInfo();
const { kinds, listeners } = kindsOf(server);
for (const { call } of kinds)
  await Promise.all(Array.from({ length: 10 }, (_, number) => call(number)));
const held = process.getActiveResourcesInfo();
for (const resource of before) if (held.includes(resource)) held.splice(held.indexOf(resource), 1);
console.log(JSON.stringify({ held, listeners: listeners() }));
