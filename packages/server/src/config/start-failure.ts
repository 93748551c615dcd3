/** Why there is no server, as one sentence for whoever started it. */
export function startFailure(error: unknown, environment: Record<string, string | undefined>): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "EADDRINUSE") {
    const port = environment["PORT"] || "8006";
    return `Parlor could not start, because something else uses port ${port}. Stop it, or set PORT to another one.`;
  }
  const why = error instanceof Error ? error.message : String(error);
  return `Parlor could not start: ${why.trim().replace(/\.*$/, ".")}`;
}
