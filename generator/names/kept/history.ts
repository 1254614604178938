/** What `specwright why` tells of names that the document has changed. */
import type { NameAlias, NameReason, NameTable } from "../../contract/index.js";
import type { NamedThings } from "./former-names.js";

type Aliases = NameTable["aliases"];

/** The reasons, with what each name was before, and with one for each old name. */
export function withHistory(
  reasons: readonly NameReason[],
  table: NamedThings,
  aliases: Aliases,
): readonly NameReason[] {
  return [
    ...reasons.map((reason) => withFormer(reason, table, aliases)),
    ...Object.entries(aliases).map(([name, alias]) => ofAlias(name, alias, table)),
    ...ofCalls(table),
  ];
}

function withFormer(reason: NameReason, table: NamedThings, aliases: Aliases): NameReason {
  const { kind, name, pointer } = reason;
  const old =
    kind === "type" || kind === "error"
      ? Object.entries(aliases).flatMap(([was, { to, since }]) =>
          to === name ? [{ was, since }] : [],
        )
      : kind === "method" || kind === "operation"
        ? (table.operations[pointer]?.former ?? []).map((former) => {
            const was = kind === "method" ? callText(former) : former.function;
            return { was, since: former.since };
          })
        : [];
  const changed = old.filter(({ was }) => was !== name);
  const last = changed.at(-1);
  if (last === undefined) return reason;
  const was = [...new Set(changed.map((each) => each.was))];
  return { ...reason, history: { now: null, was, since: last.since } };
}

function ofAlias(name: string, { kind, to, since }: NameAlias, table: NamedThings): NameReason {
  const places = kind === "error" ? table.errors : table.types;
  const pointer = Object.entries(places).find(([, each]) => each === to)?.[0] ?? "";
  return {
    name,
    kind,
    pointer,
    reason: `A deprecated alias of \`${to}\`.`,
    history: { now: to, was: [], since },
  };
}

function ofCalls({ operations }: NamedThings): readonly NameReason[] {
  return Object.entries(operations).flatMap(([pointer, call]) =>
    call.former.flatMap((former): NameReason[] => {
      const history = { was: [], since: former.since };
      const [was, now] = [callText(former), callText(call)];
      const method: NameReason = {
        name: was,
        kind: "method",
        pointer,
        reason: `A deprecated alias of \`${now}\`.`,
        history: { ...history, now },
      };
      const standalone: NameReason = {
        name: former.function,
        kind: "operation",
        pointer,
        reason: `A deprecated alias of \`${call.function}\`.`,
        history: { ...history, now: call.function },
      };
      return [
        ...(was === now ? [] : [method]),
        ...(former.function === call.function ? [] : [standalone]),
      ];
    }),
  );
}

function callText({
  group,
  method,
}: {
  readonly group: readonly string[];
  readonly method: string;
}): string {
  return [...group, method].join(".");
}
