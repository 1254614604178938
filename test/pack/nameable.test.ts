/** Types that users' own packages can name: whatever is inferred of an emitted package can stand in declarations of another. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../rules/source-files.js";
import { node, succeed } from "../e2e/support/process.js";
import { emitDeclarations, install, type Layout } from "./emitted.js";
import { unnamedTypes } from "./named-types.js";

const folder = realpathSync(mkdtempSync(join(tmpdir(), "specwright-nameable-")));
const packages = ["openrouter-rerank", "kitchen-sink"];
const sdkOf = (name: string) => join(folder, "sdk", name);

beforeAll(async () => {
  for (const name of packages) await emitDeclarations(name, sdkOf(name));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(packages)("every type that a signature of %s names is exported from an entry", (name) => {
  expect(unnamedTypes(sdkOf(name))).toEqual([]);
});

const client = `import { PaperbackLibrary } from "kitchen-sink"; const api = new PaperbackLibrary();`;
const core = `import { PaperbackLibraryCore } from "kitchen-sink/client"; const core = new PaperbackLibraryCore();`;

/** What somebody's module exports, without saying its type. */
const modules: Readonly<Record<string, string>> = {
  "a client": `${client} export { api }; export const tweaked = api.withOptions({ timeoutMs: 1 });`,
  "a client without methods": `${core} export { core };`,
  "a resource": `${client} export const books = api.books;`,
  "a method": `${client} export const list = api.books.list;`,
  "a call of a method": `${client} export const read = () => api.books.get({ bookId: "1" });`,
  "a call of a function": `${core} import { getBook } from "kitchen-sink/operations/get-book"; export const read = () => getBook(core, { bookId: "1" });`,
  "a function": `export { getBook } from "kitchen-sink/operations/get-book"; import { getBook } from "kitchen-sink/operations/get-book"; export const mine = getBook;`,
  "withResponse()": `${client} export const full = async () => api.books.get({ bookId: "1" }).withResponse();`,
  "withResponse() of a function": `${core} import { getBook } from "kitchen-sink/operations/get-book"; export const full = async () => getBook(core, { bookId: "1" }).withResponse();`,
  "result()": `${client} export const outcome = async () => api.books.get({ bookId: "1" }).result();`,
  "result() of a function": `${core} import { listBooks } from "kitchen-sink/operations/list-books"; export const outcome = async () => listBooks(core).result();`,
  "a page and what pages": `${client} export const page = async () => api.books.list(); export const paged = () => api.books.list(); export const pages = () => api.books.list().pages();`,
  "a page of a function": `${core} import { listBooks } from "kitchen-sink/operations/list-books"; export const page = async () => listBooks(core); export const first = () => listBooks(core);`,
  "a stream": `${core} import { watchEvents } from "kitchen-sink/operations/watch-events"; export const watch = async () => watchEvents(core);`,
  "a download": `${core} import { getCover } from "kitchen-sink/operations/get-cover"; export const cover = async () => getCover(core, { bookId: "1" }); export const bytes = async () => (await cover()).bytes();`,
  options: `import type { CallOptions } from "kitchen-sink"; export const { retries, middleware, onRetry, validate, headers, fetch } = {} as CallOptions; import type { PaperbackLibraryOptions } from "kitchen-sink"; export const { token } = {} as PaperbackLibraryOptions;`,
  middleware: `import { limitResponseSize, logging, uploadProgress } from "kitchen-sink/middleware"; export const all = [logging(), limitResponseSize({ bytes: 1 }), uploadProgress(() => {})]; export const log = logging();`,
  "the arguments of middleware": `import type { Middleware } from "kitchen-sink"; export const parts = (...args: Parameters<Middleware>) => ({ context: args[2], operation: args[2].operation });`,
  withRetries: `import { withRetries } from "kitchen-sink"; export const retry = withRetries;`,
  "request()": `${client} export const raw = () => api.request("GET", "/x"); export const full = async () => raw().withResponse();`,
  "request() as a function": `${core} import { request } from "kitchen-sink/request"; export const raw = () => request(core, "GET", "/x"); export { request }; export const mine = request;`,
  "what request() makes of answers": `import { asBinary, asEvents, asJson, asJsonLines } from "kitchen-sink/responses"; export const specs = [asBinary(), asJson<1>()]; export const events = asEvents; export const lines = asJsonLines<1>();`,
  "error classes": `import { ConflictError, ProblemError, PaperbackLibraryError } from "kitchen-sink/errors"; export class Mine extends ProblemError {} export const classes = { ConflictError, PaperbackLibraryError }; export const data = (error: ConflictError) => ({ data: error.data, attempts: error.attempts });`,
  files: `import { file } from "kitchen-sink"; import { fileFromPath } from "kitchen-sink/node"; export const named = file("x", "x"); export const read = () => fileFromPath("x");`,
  webhooks: `import { unwrap, verify } from "kitchen-sink/webhooks"; export const event = () => unwrap("", {}); export const check = verify; export const { secret } = {} as NonNullable<Parameters<typeof unwrap>[2]>;`,
  validation: `import { responseValidation, webhookValidation } from "kitchen-sink/validation"; export const check = responseValidation(); export const webhook = webhookValidation();`,
  schemas: `import { Book, BookPage } from "kitchen-sink/schemas"; export const schemas = { Book, BookPage }; export const book = Book;`,
  types: `import type { Book } from "kitchen-sink"; export const parts = ({ ...rest }: Book) => rest; export const { title } = {} as Book;`,
  "a wrapper's parameters": `${client} export const bind = () => ({ options: {} as NonNullable<Parameters<typeof api.books.get>[1]>, call: api.books.get.bind(api.books) });`,
};

const resolutions = [
  { module: "NodeNext", moduleResolution: "nodenext" },
  { module: "ESNext", moduleResolution: "bundler" },
] as const;
const layouts: readonly Layout[] = ["npm", "pnpm"];

const cases = layouts.flatMap((layout) =>
  resolutions.map((resolution) => ({ layout, ...resolution })),
);

describe.each(cases)("with $layout and $moduleResolution, declarations can be made of", (how) => {
  const { layout, module, moduleResolution } = how;
  const app = join(folder, layout, moduleResolution, "app");
  const projectOf = (name: string) => join(app, name.replaceAll(/\W+/g, "-"));
  let messages: Readonly<Record<string, string>>;

  beforeAll(async () => {
    install(sdkOf("kitchen-sink"), "kitchen-sink", join(app, ".."), layout);
    const compilerOptions = {
      target: "ES2022",
      lib: ["ES2022", "DOM", "ESNext.Disposable"],
      types: [],
      strict: true,
      skipLibCheck: true,
      declaration: true,
      module,
      moduleResolution,
    };
    const projects = Object.entries(modules).map(([name, text]) => {
      const project = projectOf(name);
      mkdirSync(project);
      writeFileSync(join(project, "index.ts"), text);
      const config = { compilerOptions, files: ["index.ts"] };
      writeFileSync(join(project, "tsconfig.json"), JSON.stringify(config));
      return join(project, "tsconfig.json");
    });
    const check = join(root, "test", "pack", "check-projects.mjs");
    const compiler = join(root, "node_modules", "typescript");
    const { stdout } = await succeed(node([check, compiler, ...projects]));
    messages = JSON.parse(stdout) as Record<string, string>;
  });

  // A program of its own for each: what one imports must not help another.
  test.each(Object.keys(modules))("%s", (name) => {
    expect(messages[join(projectOf(name), "tsconfig.json")]).toBe("");
  });
});
