/** The last word of a `switch`: a case that the types say cannot be. It ends up in a log, so it names the case and no content. */
export function unreachable(value: never): never {
  throw new Error(`impossible case: ${nameOf(value)}`);
}

function nameOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return typeof value;
  const type = "type" in value ? value.type : "do" in value ? value.do : undefined;
  // What comes from a newer server is still a word of ours, and no sentence.
  return typeof type === "string" && /^[\w.-]{1,64}$/.test(type) ? type : "something without a type";
}
