import { memo, useState } from "react";
import { cleanName } from "../markup/clean.ts";

export interface AvatarProps {
  readonly id: string;
  readonly name: string;
  readonly picture?: string | undefined;
  readonly status?: "online" | "away" | undefined;
}

/** A face, or the first letters of a name on a colour that stays with the person. */
export const Avatar = memo(function Avatar({ id, name, picture, status }: AvatarProps) {
  const [isBroken, setBroken] = useState(false);
  return (
    <span className="parlor-avatar" data-status={status} style={{ "--hue": hueOf(id) }} aria-hidden="true">
      {picture !== undefined && !isBroken ? (
        <img src={picture} alt="" loading="lazy" referrerPolicy="no-referrer" onError={() => setBroken(true)} />
      ) : (
        <span>{initials(name)}</span>
      )}
    </span>
  );
});

/** Few enough to be told apart. */
const HUES = 11;

/** Spread over the circle, and the same on every device. */
function hueOf(id: string): number {
  let hash = 7;
  for (const char of id) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) % 1_000_003;
  return (hash % HUES) * (360 / HUES);
}

const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

function initials(name: string): string {
  const words = cleanName(name).split(/\s+/u);
  const first = firstLetter(words[0]);
  const last = words.length > 1 ? firstLetter(words.at(-1)) : "";
  return (first + last).toLocaleUpperCase();
}

function firstLetter(word = ""): string {
  for (const { segment } of letters.segment(word)) return segment;
  return "";
}
