/** The last word of a `switch`: a case that the types say cannot be. */
export function unreachable(value: never): never {
  throw new Error(`impossible case: ${JSON.stringify(value)}`);
}
