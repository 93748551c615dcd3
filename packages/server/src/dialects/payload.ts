/** A field of whatever a client sent; undefined when there is no such thing. */
export function fieldOf(payload: unknown, name: string): unknown {
  return typeof payload === "object" && payload !== null && Object.hasOwn(payload, name)
    ? (payload as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

/** A field that has to be some text. */
export function textOf(payload: unknown, name: string): string | undefined {
  const value = fieldOf(payload, name);
  return typeof value === "string" && value !== "" ? value : undefined;
}
