/** For workerd: a request for each case, as a worker has it; clients at module scope live longer than any of them. */
import { names, runCase } from "./run-case.mjs";

export default {
  async fetch(request) {
    const { name, runtime } = await request.json();
    return Response.json(name ? await runCase(name, runtime) : names);
  },
};
