/** Undefined for what is not JSON: the caller answers it like JSON that is not what was asked for. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
