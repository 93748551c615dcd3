const NAME = "parlor emoji";
const KEPT = 16;

/** What this person picked lately, newest first. */
export function usedOften(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(NAME) ?? "[]");
    return Array.isArray(kept) ? kept.filter((one) => typeof one === "string").slice(0, KEPT) : [];
  } catch {
    // Forbidden or spoilt storage: nothing was picked lately.
    return [];
  }
}

export function rememberEmoji(emoji: string): void {
  try {
    const kept = [emoji, ...usedOften().filter((one) => one !== emoji)].slice(0, KEPT);
    localStorage.setItem(NAME, JSON.stringify(kept));
  } catch {
    // It will not be at hand the next time, and that is all.
  }
}
