import type { OptionRow } from "../../../../generator/config/options.js";

/** How docs/configuration.md shows one option. */
export function optionCells({ key, option }: OptionRow): string {
  const { flag, placeholder, repeatable, expected, help } = option;
  const value = placeholder === null ? "" : ` ${placeholder.replaceAll("|", "\\|")}`;
  const defaults: readonly unknown[] = [option.default].flat();
  const said = defaults
    .filter((one) => one !== undefined)
    .map((one) => `\`${JSON.stringify(one)}\``);
  const cells = [
    `\`${key}\``,
    `\`--${option.default === true ? "[no-]" : ""}${flag}${value}\`${repeatable ? ", repeatable" : ""}`,
    expected,
    said.join(", "),
    help,
  ];
  return `| ${cells.join(" | ")} |`;
}
