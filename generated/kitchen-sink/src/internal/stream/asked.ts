/** Whether the argument asks for a stream: by the boolean at `path`, such as `["body", "stream"]`. Left out or null, it means `byDefault`. */
export function asksForStream(
  request: object,
  path: readonly string[],
  byDefault = false,
): boolean {
  const flag = path.reduce<unknown>(
    (value, name) => (Object(value) as Readonly<Record<string, unknown>>)[name],
    request,
  );
  return flag === true || (byDefault && flag !== false);
}
