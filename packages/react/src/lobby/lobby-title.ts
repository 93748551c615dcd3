/** A lobby has the name of its kind, which is written for machines: "wine-shop" reads "Wine shop". */
export function lobbyTitle(name: string): string {
  const words = name.replaceAll(/[-_]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
