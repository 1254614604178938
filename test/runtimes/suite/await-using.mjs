/** A file of its own: on runtimes without this syntax it cannot be parsed, and the case is skipped. */
export async function closedAtTheEndOfTheBlock(client) {
  await using inside = client;
  return inside === client;
}
