import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { loadConfigFor } from "../../config/index.js";
import { flagValue } from "../../config/flags.js";
import { options } from "../../config/options.js";
import { type ResolvedConfig, SpecwrightError } from "../../contract/index.js";
import { type Description, describe } from "../../generate.js";
import { generatorVersion } from "../../lib/input-hash.js";
import { agreed, isAsking, question } from "../ask.js";
import type { CommandContext, RunCommand } from "../command.js";
import { exitCodes } from "../exit-codes.js";
import { ciFlag, yesFlag } from "../flags.js";
import { namesOverlay } from "./names.js";
import { preview } from "./preview.js";
import { githubWorkflow } from "./workflow.js";

const CONFIG = "specwright.config.json";
const OVERLAY = "specwright.overlay.yaml";
const WORKFLOW = ".github/workflows/sdk.yml";
const ATTRIBUTES = ".gitattributes";

/** `specwright init`: shows what the SDK of a document looks like, and writes what belongs beside it. A file that is there stays. */
export const runInit: RunCommand = async (context) => {
  const { cwd, terminal, flags } = context;
  const existing = readdirSync(cwd).filter((name) =>
    /^specwright\.config\.(ts|mjs|json)$/.test(name),
  );
  if (existing.length > 0)
    throw fault(
      "init-exists",
      `There is a ${existing[0]} already.`,
      "Change it by hand, or run specwright generate.",
    );
  const input = flagValue(flags, options.input) ?? (await documentIn(cwd, context));
  const config = await configOf(input, context);
  const description = await describe(config);
  terminal.out(`${preview(description, terminal)}\n`);
  const answers = await ask(description, config, context);
  if (!answers.isWanted)
    return {
      exitCode: exitCodes.ok.code,
      diagnostics: [],
      text: "Nothing was written.\n",
      data: { files: [] },
    };
  const { written, kept } = writeAll(filesOf(input, answers, description, context), cwd);
  return {
    exitCode: exitCodes.ok.code,
    diagnostics: [],
    text: [
      ...written.map((path) => `wrote  ${path}\n`),
      ...kept.map((path) => `kept   ${path}, which was there\n`),
      "Next: npx specwright generate\n",
    ].join(""),
    data: { files: written, kept },
  };
};

async function configOf(input: string, context: CommandContext): Promise<ResolvedConfig> {
  return loadConfigFor({ cwd: context.cwd, flags: context.flags }, input, []);
}

const DOCUMENT = /^(openapi|swagger|api)([.-][\w.-]+)?\.(ya?ml|json)$/i;
const FOLDERS = [".", "spec", "specs", "api", "openapi", "docs"];

/** The document of this folder, by its usual names. */
async function documentIn(cwd: string, { terminal }: CommandContext): Promise<string> {
  const found = FOLDERS.flatMap((folder) => {
    const path = join(cwd, folder);
    if (!existsSync(path)) return [];
    return readdirSync(path)
      .filter((name) => DOCUMENT.test(name))
      .map((name) => (folder === "." ? name : `${folder}/${name}`));
  });
  const [first] = found;
  if (isAsking(terminal.interactive)) {
    const answer = await question(
      `OpenAPI document, a file or a URL${first === undefined ? "" : ` (${first})`}: `,
    );
    if (answer !== "") return answer;
  }
  if (first !== undefined && (found.length === 1 || isAsking(terminal.interactive))) return first;
  throw fault(
    "init-no-document",
    found.length === 0
      ? "There is no OpenAPI document here by a usual name."
      : `There are several documents: ${found.join(", ")}.`,
    "Name it: specwright init openapi.yaml.",
  );
}

interface Answers {
  readonly isWanted: boolean;
  readonly output: string;
  readonly clientName: string | null;
  readonly hasOverlay: boolean;
  readonly ci: "github" | null;
}

async function ask(
  description: Description,
  { output }: ResolvedConfig,
  context: CommandContext,
): Promise<Answers> {
  const { flags, cwd, terminal } = context;
  const given = {
    output: relative(cwd, output).replaceAll("\\", "/"),
    clientName: flagValue(flags, options.client.name) ?? null,
    ci: flagValue(flags, ciFlag) ?? null,
  };
  const isPoor = namesOverlay(description) !== null;
  if (flagValue(flags, yesFlag) === true || !isAsking(terminal.interactive))
    return { ...given, isWanted: true, hasOverlay: isPoor };
  const { className } = description.model.client;
  const clientName = given.clientName ?? (await question(`Client class (${className}): `));
  const folder = flags.values.has(options.output.flag)
    ? ""
    : await question(`Folder of the package (${given.output}): `);
  const hasOverlay =
    isPoor &&
    (await agreed(
      `Some operations have no tag or no id. Write ${OVERLAY}, which states the names above`,
    ));
  const ci =
    given.ci ??
    ((await agreed(`Write ${WORKFLOW}, which keeps the package up to date by pull requests`, false))
      ? "github"
      : null);
  const isWanted = await agreed(`Write ${CONFIG}`);
  return {
    isWanted,
    output: folder === "" ? given.output : folder,
    clientName: clientName === "" ? null : clientName,
    hasOverlay,
    ci,
  };
}

/** By path from the working directory. */
function filesOf(
  input: string,
  { output, clientName, hasOverlay, ci }: Answers,
  description: Description,
  { flags }: CommandContext,
): ReadonlyMap<string, string> {
  const overlay = hasOverlay ? namesOverlay(description) : null;
  const overlays = [
    ...(flagValue(flags, options.overlays) ?? []),
    ...(overlay === null ? [] : [OVERLAY]),
  ];
  const name = flagValue(flags, options.package.name);
  const config = {
    input,
    output,
    ...(overlays.length === 0 ? {} : { overlays }),
    ...(name === undefined ? {} : { package: { name } }),
    ...(clientName === null ? {} : { client: { name: clientName } }),
  };
  return new Map([
    [CONFIG, `${JSON.stringify(config, null, 2)}\n`],
    ...(overlay === null ? [] : [[OVERLAY, overlay] as const]),
    [ATTRIBUTES, `${output}/** linguist-generated\n`],
    ...(ci === null
      ? []
      : [[WORKFLOW, githubWorkflow({ input, output, version: generatorVersion })] as const]),
  ]);
}

function writeAll(
  files: ReadonlyMap<string, string>,
  cwd: string,
): { readonly written: readonly string[]; readonly kept: readonly string[] } {
  const kept = [...files.keys()].filter((path) => existsSync(resolve(cwd, path)));
  const written = [...files.keys()].filter((path) => !kept.includes(path));
  for (const path of written) {
    const file = resolve(cwd, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, files.get(path) ?? "");
  }
  return { written, kept };
}

function fault(rule: string, message: string, hint: string): SpecwrightError {
  return new SpecwrightError([{ rule, severity: "error", message, hint }]);
}
