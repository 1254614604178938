import { InvalidRequestError } from "../core/errors.js";

/** @throws {InvalidRequestError} for an option that is given and is no number, negative or without an end */
export function checkNumber(option: string, value: number | undefined): void {
  if (value === undefined || (Number.isFinite(value) && value >= 0)) return;
  throw new InvalidRequestError(option, `\`${option}\` must be a number, 0 or more`);
}
