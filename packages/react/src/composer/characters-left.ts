import type { Texts } from "../texts/en.ts";

/** From so many on it is said how many are left. */
export const COUNT_FROM_LEFT = 100;

const COUNTED = 20_000;

/** How many characters there is still room for. Below zero it is too long. */
export const charactersLeft = (text: string, maxLength: number): number =>
  maxLength - Array.from(text.slice(0, COUNTED)).length;

export const spokenLeft = (left: number, texts: Texts): string =>
  left < 0 ? texts.tooLongBy(-left) : texts.charactersLeft(left);
