import { z } from "zod";

// All that people write and Parlor keeps goes through these. Some stores cannot hold a NUL or half a character, and one
// such text would take the whole batch that it is stored in with it.

export interface TextBounds {
  /** In code points, as databases and JSON Schema count: an emoji is not two. */
  readonly max: number;
  readonly min?: number;
  /** With the spaces around it, which mean something in a message. */
  readonly asTyped?: true;
}

/** Words in one line: names, titles, what is searched for. */
export const line = (bounds: TextBounds) => written(bounds, "line", faultOfLine);

/** A line that shows something. The joiners are needed: Persian and many emoji are not the same without them. */
export const name = (bounds: TextBounds) =>
  written(
    bounds,
    "line",
    (said) => faultOfLine(said) ?? (SHOWS_NOTHING.test(said) ? "must show something" : undefined),
  );

/** Words in paragraphs: messages, descriptions, instructions. */
export const text = (bounds: TextBounds) => written(bounds, "text", faultOfText);

/** Where something is on the web. Pages make links of it, so it is the web and nothing else that a URL can be. */
export const WebUrl = z
  .url({ protocol: /^https?$/ })
  .max(2_000)
  .regex(/^[^\p{C}\s]*$/u, "must not hold control characters");

/** All that most of what is written consists of, where nothing can be wrong but the length. */
const PLAIN = /^[\x20-\x7E]*$/;
const CONTROLS_OF_A_LINE = /[\p{Cc}\u2028\u2029]/u;
const CONTROLS_OF_A_TEXT = /(?![\n\t])\p{Cc}/u;
/** Turns the direction of what follows, also of what is not part of the text any more. */
const TURNS = /[\u202A-\u202E\u2066-\u2069]/u;
const SHOWS_NOTHING = /^[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]*$/u;

function faultOfLine(said: string): string | undefined {
  if (CONTROLS_OF_A_LINE.test(said)) return "must be one line without control characters";
  return TURNS.test(said) ? "must not turn the direction of writing" : undefined;
}

const faultOfText = (said: string): string | undefined =>
  CONTROLS_OF_A_TEXT.test(said) ? "must not hold control characters" : undefined;

/** One step of the schema library and not one for each rule: every message comes through here. */
function written({ max, min = 0, asTyped }: TextBounds, format: string, faultOf: (said: string) => string | undefined) {
  return z
    .string()
    .meta({ format, maxLength: max, ...(min > 0 && { minLength: min }) })
    .transform((raw, context) => {
      const isPlain = PLAIN.test(raw);
      const composed = isPlain ? raw : inOneForm(raw);
      const said = asTyped ? composed : composed.trim();
      const message = (isPlain ? undefined : faultIn(raw, said, faultOf)) ?? faultOfLength(said, min, max);
      if (message !== undefined) context.issues.push({ code: "custom", input: raw, message });
      return said;
    })
    .pipe(z.string());
}

/** However it was typed: letters composed, lines ended in one way. */
const inOneForm = (raw: string): string => raw.replaceAll(/\r\n?/g, "\n").normalize("NFC");

const faultIn = (raw: string, said: string, faultOf: (said: string) => string | undefined): string | undefined =>
  raw.isWellFormed() ? faultOf(said) : "must hold whole characters";

function faultOfLength(said: string, min: number, max: number): string | undefined {
  if (said.length >= 2 * min && said.length <= max) return undefined;
  const length = Array.from(said).length;
  if (length < min) return `must have at least ${min} characters`;
  return length > max ? `must have at most ${max} characters` : undefined;
}
