import all from "emojibase-data/en/compact.json";

export interface Emoji {
  readonly unicode: string;
  readonly label: string;
  readonly tags: string;
  readonly group: EmojiGroup;
}

export type EmojiGroup = 0 | 1 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
const GROUPS: readonly EmojiGroup[] = [0, 1, 3, 4, 5, 6, 7, 8, 9];

/** In the order people know from their keyboards. Parts of emoji and skin tones are left out. */
export const EMOJI: readonly Emoji[] = all
  .flatMap(({ unicode, label, tags, group, order }) => {
    const known = GROUPS.find((one) => one === group);
    return known === undefined
      ? []
      : [{ unicode, label, tags: (tags ?? []).join(" "), group: known, order: order ?? 0 }];
  })
  .sort((a, b) => a.order - b.order);

export interface Found {
  readonly group: EmojiGroup;
  readonly emoji: readonly Emoji[];
}

const FOUND_AT_MOST = 200;

export function emojiNamed(search: string): readonly Found[] {
  const wanted = search.trim().toLowerCase();
  const found =
    wanted === ""
      ? EMOJI
      : EMOJI.filter(({ label, tags }) => label.toLowerCase().includes(wanted) || tags.includes(wanted)).slice(
          0,
          FOUND_AT_MOST,
        );
  return GROUPS.map((group) => ({ group, emoji: found.filter((one) => one.group === group) })).filter(
    ({ emoji }) => emoji.length > 0,
  );
}
