/** `specwright release`: what the package is now is what users have. Changes count from here on. */
import { join } from "node:path";
import { loadConfigs } from "../config/index.js";
import { flagValue } from "../config/flags.js";
import { type ResolvedConfig, SpecwrightError } from "../contract/index.js";
import { type Description, generate } from "../generate.js";
import { compareVersions } from "../lib/version.js";
import {
  changelogFile,
  readRelease,
  releaseFile,
  replaceFile,
  stamped,
  textOf,
  writeRelease,
} from "../release/index.js";
import { releaseOf } from "../version.js";
import type { CommandContext, RunCommand } from "./command.js";
import { localName } from "./diagnostics.js";
import { exitCodes } from "./exit-codes.js";
import { dateFlag } from "./flags.js";
import { changes } from "./generate.js";
import { configRequest } from "./targets/index.js";

/** All packages are looked at before the first is marked, so that a fault in one leaves all as they were. */
export const runRelease: RunCommand = async (context) => {
  const configs = await loadConfigs(configRequest(context));
  const [wanted] = context.positionals;
  if (wanted !== undefined && configs.length > 1)
    throw fault(
      "usage",
      "A version is given, and the configuration has several packages.",
      "Choose one with --target, the name of its output folder.",
    );
  const date = dateOf(context);
  const prepared: Prepared[] = [];
  for (const config of configs) prepared.push(await prepare(config, wanted, context));
  for (const each of prepared) if (!each.isReleased) await mark(each, date);
  return {
    exitCode: exitCodes.ok.code,
    diagnostics: [],
    text: prepared.map((each) => textFor(each, date)).join(""),
    data: { targets: prepared.map((each) => dataFor(each, date)) },
  };
};

interface Prepared {
  readonly name: string;
  readonly config: ResolvedConfig;
  readonly description: Description;
  readonly version: string;
  /** The release before; `null` for the first. */
  readonly before: string | null;
  /** Nothing has changed since this very version was released. */
  readonly isReleased: boolean;
}

async function prepare(
  config: ResolvedConfig,
  wanted: string | undefined,
  { cwd }: CommandContext,
): Promise<Prepared> {
  const name = localName(config.output, cwd);
  const { report, description } = await generate(config, { mode: "check", thorough: true });
  if (description === null || changes(report).length > 0) throw stale(name, config.output);
  const { version } = description.model.package;
  if (wanted !== undefined && wanted !== version)
    throw fault(
      "release-version",
      `${name} has version ${version}, not ${wanted}.`,
      `Set it first: npm version ${wanted} --no-git-tag-version in ${name}, then specwright generate.`,
    );
  const stored = readRelease(config.output);
  const before = stored?.release.version ?? null;
  const prepared = { name, config, description, version, before };
  if (stored === null || before === null) return { ...prepared, isReleased: false };
  const order = compareVersions(version, before);
  const isSame =
    JSON.stringify(stored.content().document.root) === JSON.stringify(description.document.root);
  if (order < 0 || (order === 0 && !isSame))
    throw fault(
      "release-version",
      `${name} has version ${version}, and ${before} was released already.`,
      "Run specwright generate --bump, or raise the version in package.json.",
    );
  return { ...prepared, isReleased: order === 0 };
}

/** The changelog first: a run that is cut off before the other file is done again, and finds its heading there. */
async function mark({ config, description, version }: Prepared, date: string): Promise<void> {
  const file = join(config.output, changelogFile);
  const present = textOf(file);
  const { bump, changelog } = config.release;
  if (changelog && (bump || present !== null)) {
    const text = stamped(present, version, date);
    if (text !== present) replaceFile(file, text);
  }
  writeRelease(config.output, await releaseOf(description, config, { version, date }));
}

function dateOf({ flags }: CommandContext): string {
  const given = flagValue(flags, dateFlag);
  if (given !== undefined) {
    if (/^\d{4}-\d{2}-\d{2}$/.test(given) && !Number.isNaN(Date.parse(given))) return given;
    throw fault("usage", `"${given}" is no day.`, "Give one as --date 2026-11-30.");
  }
  const epoch = Number(process.env["SOURCE_DATE_EPOCH"] ?? Number.NaN);
  const time = Number.isFinite(epoch) ? new Date(epoch * 1000) : new Date();
  return time.toISOString().slice(0, 10);
}

function textFor({ name, version, isReleased }: Prepared, date: string): string {
  return isReleased
    ? `${name}: ${version} was released already\n`
    : `${name}: ${version} is released as of ${date}; commit ${name}/${releaseFile}, then npm publish\n`;
}

function dataFor({ name, version, before, isReleased }: Prepared, date: string): object {
  return { output: name, version, before, released: !isReleased, ...(isReleased ? {} : { date }) };
}

function stale(name: string, file: string): SpecwrightError {
  return fault(
    "release-stale",
    `${name} is not what its document makes, so it cannot be told what is released.`,
    "Run specwright generate first; specwright check lists what differs.",
    file,
  );
}

function fault(rule: string, message: string, hint: string, file?: string): SpecwrightError {
  const location = file === undefined ? {} : { location: { file } };
  return new SpecwrightError([{ rule, severity: "error", message, hint, ...location }]);
}
