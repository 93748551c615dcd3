// Written with escapes, because these characters would rearrange the source itself.
/** Characters that turn the direction of all that follows: they make "cod.exe" look like "exe.doc". */
const TURNS_DIRECTION = /[\u202A-\u202E]/gu;
/** The same, contained. Harmless in a paragraph of its own, and out of place in a name. */
const ISOLATES = /[\u2066-\u2069\u200E\u200F\u061C]/gu;
/** More marks on one letter than any script needs. */
const TOWER_OF_MARKS = /(\p{Mn}{4})\p{Mn}+/gu;
const CONTROLS = /[\p{Cc}\u2028\u2029]/gu;

/** What somebody wrote, without what would disturb its surroundings. Words stay as they are. */
export function cleanText(text: string): string {
  return text.replaceAll(TURNS_DIRECTION, "").replaceAll(TOWER_OF_MARKS, "$1");
}

/** The same for a name or a title, which stands among other words on one line. */
export function cleanName(name: string): string {
  return cleanText(name).replaceAll(ISOLATES, "").replaceAll(CONTROLS, " ").trim();
}
