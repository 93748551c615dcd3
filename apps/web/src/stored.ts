/** Reads what this browser remembers. Where storage is forbidden, it remembers nothing. */
export function recall(name: string): string | undefined {
  try {
    return localStorage.getItem(name) ?? undefined;
  } catch {
    // Forbidden by the browser: the same as empty.
    return undefined;
  }
}

export function remember(name: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    // Forbidden or full: it holds until the page is closed, and that is all.
  }
}
