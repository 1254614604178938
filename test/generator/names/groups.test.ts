import { describe, expect, test } from "vitest";
import { callsOf, functionsOf, nameDocument, pathsOf } from "./given.js";

const tagged = (operationId: string, ...tags: string[]) => ({ operationId, tags });

describe("tags", () => {
  test.each([
    ["beta.conversations", "beta.conversations"],
    ["a.b.c", "a.b.c"],
    ["Node.js SDKs", "nodeJsSDKs"],
    ["v1.2", "v1_2"],
    ["VPC NAT Gateways", "vpcNatGateways"],
    ["1-Click Applications", "oneClickApplications"],
    ["2FA", "twoFA"],
  ])("%s is the group %s", (tag, group) => {
    const found = nameDocument({ paths: pathsOf({ "GET /a": tagged("start", tag) }) });
    expect(callsOf(found)).toEqual([`${group}.start`]);
    expect(Object.keys(found.resources)).toContain(group);
  });

  test("an operation with several is found under each, and has its home in the first", () => {
    const found = nameDocument({
      paths: pathsOf({
        "GET /pets": tagged("listPets", "pets", "shop", "pets"),
        "GET /shop": tagged("list", "shop"),
        "GET /toys": tagged("listPetToys", "toys", "pets"),
      }),
    });
    const places = Object.values(found.operations).map(({ group, method, aliases }) =>
      [{ group, method }, ...aliases].map((place) => [...place.group, place.method].join(".")),
    );
    expect(places).toEqual([
      ["pets.list", "shop.listPets"],
      ["shop.list"],
      ["toys.listPetToys", "pets.listToys"],
    ]);
  });
});

describe("without tags that tell operations apart, paths do", () => {
  const paths = {
    "GET /api/v1/pets": { operationId: "listPets" },
    "GET /api/v1/pets/{id}": { operationId: "getPet" },
    "POST /api/v1/orders": { operationId: "placeOrder" },
  };
  const want = ["pets.list", "pets.get", "orders.place"];

  test("no operation has a tag", () => {
    expect(callsOf(nameDocument({ paths: pathsOf(paths) }))).toEqual(want);
  });

  test.each(["Test API", "test", "default", "api"])("all have the tag %s", (tag) => {
    const all = Object.entries(paths).map(([line, operation]) => [
      line,
      { ...operation, tags: [tag] },
    ]);
    expect(callsOf(nameDocument({ paths: pathsOf(Object.fromEntries(all)) }))).toEqual(want);
  });

  test("what all paths begin with is no part of a name", () => {
    const found = nameDocument({
      paths: pathsOf({
        "GET /api/where/agency/{id}.json": {},
        "GET /api/where/stops.json": {},
        "GET /api/where/stops/{id}.json": {},
      }),
    });
    expect(callsOf(found)).toEqual(["agency.get", "stops.list", "stops.get"]);
    expect(functionsOf(found)).toEqual(["getAgency", "listStops", "getStop"]);
  });

  test("some have a placeholder, and the others no tag", () => {
    const [first, ...others] = Object.entries(paths);
    const mixed = [[first?.[0], { ...first?.[1], tags: ["default"] }], ...others];
    expect(callsOf(nameDocument({ paths: pathsOf(Object.fromEntries(mixed)) }))).toEqual(want);
  });

  test("the user is told, with the overlay that states the groups", () => {
    const { findings } = nameDocument({ paths: pathsOf(paths) });
    const found = findings.find(({ rule }) => rule === "grouped-by-path");
    expect(found).toMatchObject({
      severity: "info",
      message:
        "No operation has a tag, so operations are grouped by their paths: `pets`, `orders`.",
    });
    expect(found?.overlay).toContain(
      `  - target: "$['paths']['/api/v1/orders']['post']"\n    update: {"x-speakeasy-group":"orders"}`,
    );
  });

  test("where one of several has a tag, the others stay on the client", () => {
    const found = nameDocument({
      paths: pathsOf({
        "GET /pets": tagged("listPets", "pets"),
        "GET /status": { operationId: "ping" },
      }),
    });
    expect(callsOf(found)).toEqual(["pets.list", "ping"]);
  });

  test("what all paths begin with says nothing", () => {
    const found = nameDocument({
      paths: pathsOf({
        "GET /2010-04-01/Accounts.json": { operationId: "ListAccount" },
        "GET /2010-04-01/Accounts/{AccountSid}/Calls.json": { operationId: "ListCall" },
        "GET /2010-04-01/Accounts/{AccountSid}/Calls/{Sid}.json": { operationId: "FetchCall" },
        "GET /2010-04-01/Accounts/{AccountSid}/Keys.json": { operationId: "ListKey" },
      }),
    });
    expect(callsOf(found)).toEqual(["accounts.list", "calls.list", "calls.fetch", "keys.list"]);
  });
});
