import type { Server } from "../contract/index.js";

/** True where the client takes `server` and `serverVariables`: some list has a choice, or a variable. */
export function choosesServer(lists: readonly (readonly Server[])[]): boolean {
  return lists.some(
    (servers) => servers.length > 1 || servers.some(({ variables }) => variables.length > 0),
  );
}
