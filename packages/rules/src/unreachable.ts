/** The last word of a `switch`: a case that the types say cannot be. It ends up in a log, so it names the case and no content. */
export function unreachable(value: never): never {
  const { type, do: deed } = Object(value) as { readonly type?: string; readonly do?: string };
  const name = type ?? deed ?? typeof value;
  // What comes from a newer server is still a word of ours, and no sentence.
  throw new Error(`impossible case: ${/^[\w.-]{1,64}$/.test(name) ? name : typeof value}`);
}
