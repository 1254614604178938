/** Names of client options: each once. */

/** The first candidate that is free, or else the last with a number. `taken` grows by it. */
export function takeName(candidates: readonly string[], taken: Set<string>): string {
  const last = candidates.at(-1) ?? "credential";
  let name = candidates.find((candidate) => candidate !== "" && !taken.has(candidate));
  for (let count = 2; name === undefined; count++)
    name = taken.has(`${last}${count}`) ? undefined : `${last}${count}`;
  taken.add(name);
  return name;
}
