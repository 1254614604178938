import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../generator/contract/index.js";
import { callsOf, functionsOf, json, nameDocument, pathsOf } from "./given.js";

/** The call of one operation with that id and tag. */
function call(line: string, operationId: string, tag: string, schema?: JsonObject): string {
  const responses = schema === undefined ? {} : { 200: json(schema) };
  const operation = { operationId, tags: [tag], responses };
  return callsOf(nameDocument({ paths: pathsOf({ [line]: operation }) })).join();
}

const array = { type: "array", items: { type: "string" } };
const thing = { type: "object", properties: { id: { type: "string" } } };
const envelope = (key: string): JsonObject => ({
  type: "object",
  properties: { [key]: { type: "array", items: thing }, pagination: { type: "object" } },
});

/** As many APIs answer: what was asked for, and how it went. */
const inside = (key: string, schema: JsonObject): JsonObject => ({
  type: "object",
  properties: {
    usage: { oneOf: [{ type: "object" }, { type: "null" }] },
    time: { type: "number" },
    status: { type: "string" },
    code: { type: "integer" },
    [key]: schema,
  },
});

describe("a word is cut only if what remains names the same thing", () => {
  test.each([
    ["deleteSiteDeploy", "deploy", "deploy.deleteSiteDeploy"],
    ["inviteUserToTeam", "teams", "teams.inviteUserToTeam"],
    ["inviteUserToTeam", "users", "users.inviteToTeam"],
    ["listSocialAccountPosts", "posts", "posts.listSocialAccountPosts"],
    ["listSocialAccountPosts", "social accounts", "socialAccounts.listPosts"],
    ["create-booking-payment", "payments", "payments.createBookingPayment"],
    ["create-booking-payment", "bookings", "bookings.createPayment"],
    ["getOrderReport", "reports", "reports.getOrderReport"],
    ["createCustomEnvironment", "environment", "environment.createCustomEnvironment"],
    [
      "updateIntegrationDeploymentAction",
      "deployments",
      "deployments.updateIntegrationDeploymentAction",
    ],
    ["updateProjectDomain", "projects", "projects.updateDomain"],
    ["getCertById", "certs", "certs.getById"],
    ["createOrUpdateSite", "sites", "sites.createOrUpdate"],
    ["bulkDeleteSites", "sites", "sites.bulkDelete"],
    ["listAllSites", "sites", "sites.listAll"],
    ["sites_partial_update", "sites", "sites.partialUpdate"],
    ["artifactExists", "artifacts", "artifacts.exists"],
    ["createBetaAgent", "beta.agents", "beta.agents.create"],
    ["createAgentTool", "beta.agents", "beta.agents.createTool"],
    ["repos/codeowners-errors", "repos", "repos.codeownersErrors"],
    ["actions/re-run-workflow", "actions", "actions.reRunWorkflow"],
    ["enterprise-apps/remove-access", "apps", "apps.removeAccess"],
    ["HttpFailure_getEmptyError", "httpFailureOperations", "httpFailureOperations.getEmptyError"],
    ["oneClicks_list", "1-Click Applications", "oneClickApplications.list"],
    ["vpcnatgateways_list", "VPC NAT Gateways", "vpcNatGateways.list"],
    ["vpcnatgateways_create", "VPC NAT Gateways", "vpcNatGateways.create"],
    ["droplet_actions_post", "actions of droplets", "actionsOfDroplets.dropletActionsPost"],
    ["listAvailableDevices", "devices", "devices.listAvailable"],
    ["setFavouriteForFilter", "filters", "filters.setFavouriteForFilter"],
    ["changePendingNodeStatus", "nodes", "nodes.changePendingNodeStatus"],
    ["getCurrentUser", "users", "users.getCurrent"],
    ["upscaleGeneration", "generations", "generations.upscale"],
    ["UsersController_findOne", "users", "users.get"],
    ["UsersController_remove", "users", "users.delete"],
    ["ToolAuthController_upsert", "tool authentication", "toolAuthentication.upsert"],
    ["FlowsController_getFlowExecutions", "flows", "flows.getExecutions"],
  ])("%s in %s", (id, tag, want) => {
    expect(call("POST /x", id, tag)).toBe(want);
  });
});

describe("paths that differ in their parameters only", () => {
  const read = { tags: ["Data"], responses: { 200: json(thing) } };
  test.each([
    ["GET /cache", "GET /cache/{value}", "getCacheByValue"],
    ["GET /template", "GET /template/{template_id}", "getTemplateById"],
    ["GET /user/starred", "GET /users/{name}/starred", "getUserStarredByName"],
    ["GET /auth/{qop}/{user}", "GET /auth/{qop}/{user}/{stale_after}", "getAuthByStaleAfter"],
    ["GET /info.json", "GET /{comic}/info.json", "getInfoByComic"],
    ["GET /report.json", "GET /report.csv", "getReportCsv"],
  ])("%s, %s: a word, not a number", (first, second, want) => {
    const found = nameDocument({ paths: pathsOf({ [first]: read, [second]: read }) });
    expect(functionsOf(found)[1]).toBe(want);
    expect(callsOf(found)[1]).toBe(`data.${want}`);
  });

  test("ids that are one name, too", () => {
    const paths = pathsOf({
      "PUT /foo": { operationId: "create" },
      "PATCH /foo": { operationId: "create_" },
    });
    expect(functionsOf(nameDocument({ paths }))).toEqual(["create", "updateFoo"]);
  });
});

describe("`list` is what returns a list", () => {
  test.each<[string, string, string, JsonObject | undefined, string]>([
    ["GET /orders", "getOrders", "orders", array, "list"],
    ["GET /orders", "getOrders", "orders", undefined, "list"],
    ["GET /orders", "getOrders", "orders", envelope("data"), "list"],
    ["GET /orders", "getOrders", "orders", envelope("orders"), "list"],
    ["GET /orders", "getOrders", "orders", { allOf: [thing, envelope("items")] }, "list"],
    ["GET /orders", "retrieveOrders", "orders", array, "list"],
    ["GET /orders", "getOrders", "orders", inside("result", envelope("orders")), "list"],
    ["GET /orders", "getOrders", "orders", inside("data", envelope("rows")), "list"],
    ["GET /orders", "getOrders", "orders", inside("response", envelope("orders")), "list"],
    ["GET /settings", "getSettings", "settings", inside("result", thing), "get"],
    [
      "GET /reports",
      "getReports",
      "reports",
      { type: "object", properties: { id: {}, name: {}, data: envelope("rows") } },
      "get",
    ],
    ["GET /orders/{id}", "orders.get", "orders", thing, "get"],
    ["GET /orders/{id}", "orders_get", "orders", thing, "get"],
    ["GET /orders/{name}", "getOrders", "orders", thing, "get"],
    ["GET /orders/{name}", "getOrder", "orders", thing, "get"],
    ["GET /settings", "getSettings", "settings", thing, "get"],
    ["GET /users", "UsersController_findAll", "users", array, "list"],
    ["GET /health", "HealthController_getHealth", "health", thing, "get"],
    [
      "GET /settings",
      "getSettings",
      "settings",
      { type: "object", properties: { name: thing, hosts: array, theme: thing } },
      "get",
    ],
  ])("%s %s in %s", (line, id, tag, schema, method) => {
    expect(call(line, id, tag, schema)).toBe(`${tag}.${method}`);
  });

  test("without an id, too", () => {
    const found = nameDocument({
      paths: pathsOf({
        "GET /orders": { responses: { 200: json(array) } },
        "GET /settings": { responses: { 200: json(thing) } },
      }),
    });
    expect(functionsOf(found)).toEqual(["listOrders", "getSettings"]);
  });

  test("what is no list keeps its name beside the item", () => {
    const read = (operationId: string) => ({
      operationId,
      tags: ["domains"],
      responses: { 200: json(thing) },
    });
    const found = nameDocument({
      paths: pathsOf({
        "GET /domains": read("getDomains"),
        "GET /domains/{name}": read("getDomain"),
      }),
    });
    expect(callsOf(found)).toEqual(["domains.getDomains", "domains.get"]);
  });

  test("methods of controllers are functions by what they do", () => {
    const found = nameDocument({
      paths: pathsOf({
        "GET /users": { operationId: "UsersController_findAll", responses: { 200: json(array) } },
        "GET /users/{id}": { operationId: "UsersController_findOne" },
        "GET /tools": { operationId: "ToolsController_findAll", responses: { 200: json(array) } },
        "PUT /tools/{id}/auth": { operationId: "ToolAuthController_upsert" },
      }),
    });
    expect(functionsOf(found)).toEqual(["listUsers", "getUser", "listTools", "upsertToolAuth"]);
  });

  test("a listing and an item of one group", () => {
    const found = nameDocument({
      paths: pathsOf({
        "GET /domains": { operationId: "domains_list", tags: ["Domains"] },
        "GET /domains/{name}": { operationId: "domains_get", tags: ["Domains"] },
      }),
    });
    expect(callsOf(found)).toEqual(["domains.list", "domains.get"]);
  });
});

describe("an id that method and path make is none", () => {
  test.each([
    ["POST /v1/rerank", "rerank_v1_rerank_post", "rerank"],
    ["GET /v1/items", "list_items_v1_items_get", "listItems"],
    ["GET /items/{item_id}", "read_item_items__item_id__get", "readItem"],
    ["GET /items/", "read_items_items__get", "readItems"],
    ["GET /companies/{companyId}", "getCompaniesCompanyId", "getCompany"],
    [
      "GET /v1/companies/{company_uuid}/jobs",
      "get-v1-companies-company_id-jobs",
      "listCompanyJobs",
    ],
    ["PATCH /{a}/{b}/levels/{c}", "patchIdIdLevelsId", "updateLevel"],
    ["GET /v1/reports/{request_uuid}", "get-reports-request_uuid", "getReport"],
    ["GET /v1/reports/{id}", "get-reports-request_uuid", "getReport"],
    ["GET /api/v1/pets", "apiV1PetsGet", "listPets"],
  ])("%s %s -> %s", (line, operationId, want) => {
    const found = nameDocument({ paths: pathsOf({ [line]: { operationId, tags: ["a"] } }) });
    expect(functionsOf(found)).toEqual([want]);
  });

  test.each([
    ["GET /pets/{id}", "getPet"],
    ["GET /pets/{id}", "getPetById"],
    ["GET /pet/{petId}", "pet_get"],
    ["GET /organizations/{organization}/members/{member}", "getOrganizationMember"],
    ["DELETE /user/{user}/token", "deleteUserToken"],
  ])("%s %s is a person's", (line, operationId) => {
    const found = nameDocument({ paths: pathsOf({ [line]: { operationId, tags: ["a"] } }) });
    expect(functionsOf(found)[0]?.toLowerCase()).toBe(operationId.replace("_", "").toLowerCase());
  });

  test("versions of a path are told apart by the version", () => {
    const found = nameDocument({
      paths: pathsOf({
        "GET /v1/pets": { operationId: "getV1Pets" },
        "GET /v2/pets": { operationId: "getV2Pets" },
      }),
    });
    expect(callsOf(found)).toEqual(["pets.list", "pets.listPets"]);
    expect(functionsOf(found)).toEqual(["listPets", "listPetsV2"]);
  });
});
