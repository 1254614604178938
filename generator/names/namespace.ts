/** A set of names in which each is given once. */

export interface Namespace {
  /**
   * Gives the first candidate that is free, or else the first with the lowest number from 2. `thing`: what is named, which
   * may have names that are held for it.
   */
  allocate(candidates: readonly string[], thing?: string): AllocatedName;
  isFree(name: string, thing?: string): boolean;
  /** Nothing else gets the name, whether or not `thing` takes it. The first thing that a name is held for has it. */
  hold(name: string, thing: string): void;
}

export interface AllocatedName {
  readonly name: string;
  /** True where the first candidate was not free. */
  readonly collided: boolean;
}

export interface NamespaceOptions {
  /** Never given. */
  readonly reserved?: Iterable<string>;
  /** Files: `Pets.ts` and `pets.ts` are one on some disks. */
  readonly ignoreCase?: boolean;
}

export function createNamespace(options: NamespaceOptions = {}): Namespace {
  const key =
    options.ignoreCase === true ? (name: string) => name.toLowerCase() : (name: string) => name;
  const taken = new Set<string>();
  for (const name of options.reserved ?? []) taken.add(key(name));
  const held = new Map<string, string>();
  const isFree = (name: string, thing?: string): boolean => {
    const holder = held.get(key(name));
    return !taken.has(key(name)) && (holder === undefined || holder === thing);
  };
  // Where to go on counting, so that a thousand equal names take linear time.
  const next = new Map<string, number>();

  function numbered(name: string): string {
    const separator = /\p{Nd}$/u.test(name) ? "_" : "";
    let count = next.get(name) ?? 2;
    while (!isFree(`${name}${separator}${count}`)) count++;
    next.set(name, count + 1);
    return `${name}${separator}${count}`;
  }

  return {
    isFree,
    hold(name, thing) {
      if (!held.has(key(name))) held.set(key(name), thing);
    },
    allocate(candidates, thing) {
      const [first = "unnamed"] = candidates;
      // A reserved word with a number says nothing: number the last candidate, which was made to be readable.
      const name =
        candidates.find((each) => isFree(each, thing)) ?? numbered(candidates.at(-1) ?? first);
      taken.add(key(name));
      return { name, collided: name !== first };
    },
  };
}
