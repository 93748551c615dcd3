import { memo } from "react";

/** Drawn on a 20 × 20 grid with one line, so that they belong together. */
const PATHS = {
  add: "M10 4v12M4 10h12",
  back: "M12.5 4.5 7 10l5.5 5.5",
  browse: "M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15ZM13.2 6.8l-1.8 4.6-4.6 1.8 1.8-4.6 4.6-1.8Z",
  check: "m4.5 10.5 3.5 3.5 7.5-8",
  clock: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 6.2V10l2.5 1.8",
  close: "m5 5 10 10M15 5 5 15",
  copy: "M7 7V4.5A1.5 1.5 0 0 1 8.5 3h7A1.5 1.5 0 0 1 17 4.5v7a1.5 1.5 0 0 1-1.5 1.5H13M4.5 7h7A1.5 1.5 0 0 1 13 8.5v7a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 3 15.5v-7A1.5 1.5 0 0 1 4.5 7Z",
  door: "M6 17V4.5A1.5 1.5 0 0 1 7.5 3h5A1.5 1.5 0 0 1 14 4.5V17M3.5 17h13M11.3 10h.01",
  down: "M10 4v12M4.5 10.5 10 16l5.5-5.5",
  edit: "m13.2 3.8 3 3L7 16H4v-3l9.2-9.2ZM11.5 5.5l3 3",
  help: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM5 5l3.2 3.2M15 5l-3.2 3.2M5 15l3.2-3.2M15 15l-3.2-3.2",
  leave: "M8 4H5a1.5 1.5 0 0 0-1.5 1.5v9A1.5 1.5 0 0 0 5 16h3M13 13.5 16.5 10 13 6.5M16.5 10H8",
  list: "M8 5.5h8.5M8 10h8.5M8 14.5h8.5M3.5 5.5h.01M3.5 10h.01M3.5 14.5h.01",
  lock: "M5.5 9h9A1.5 1.5 0 0 1 16 10.5v5A1.5 1.5 0 0 1 14.5 17h-9A1.5 1.5 0 0 1 4 15.5v-5A1.5 1.5 0 0 1 5.5 9ZM6.5 9V6.5a3.5 3.5 0 0 1 7 0V9",
  minus: "M4 10h12",
  more: "M4.5 10h.01M10 10h.01M15.5 10h.01",
  people:
    "M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM2 16.5c.3-3 2.5-4.5 5.5-4.5s5.2 1.5 5.5 4.5M13 4.1a3 3 0 0 1 0 4.9M14.5 12.2c2 .4 3.3 1.9 3.5 4.3",
  pin: "M10 17.5s5.5-4.6 5.5-9a5.5 5.5 0 1 0-11 0c0 4.4 5.5 9 5.5 9ZM10 10.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z",
  react: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM7.5 8.3h.01M12.5 8.3h.01M7 11.7c.7 1.1 1.7 1.7 3 1.7s2.3-.6 3-1.7",
  reply: "M8.5 5 4 9.5 8.5 14M4 9.5h7a5 5 0 0 1 5 5v1",
  retry: "M16 10a6 6 0 1 1-1.8-4.3L16 7.5M16 3.5v4h-4",
  search: "M9 15a6 6 0 1 0 0-12 6 6 0 0 0 0 12ZM13.5 13.5 17 17",
  send: "M10 16V4M4.5 9.5 10 4l5.5 5.5",
  settings: "M3.5 6H9M13 6h3.5M3.5 14H7M11 14h5.5M11 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM9 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z",
  share: "M10 12.5V3.5M6.5 6.5 10 3l3.5 3.5M4.5 11v4A1.5 1.5 0 0 0 6 16.5h8a1.5 1.5 0 0 0 1.5-1.5v-4",
  split:
    "M4.5 3.5h11A1.5 1.5 0 0 1 17 5v10a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 3 15V5a1.5 1.5 0 0 1 1.5-1.5ZM12 3.5v13",
  talk: "M4.5 4h11A1.5 1.5 0 0 1 17 5.5v7a1.5 1.5 0 0 1-1.5 1.5H9l-4 3v-3h-.5A1.5 1.5 0 0 1 3 12.5v-7A1.5 1.5 0 0 1 4.5 4Z",
  tag: "M3.5 9.2V4.5a1 1 0 0 1 1-1h4.7a1.5 1.5 0 0 1 1.1.4l6 6a1.5 1.5 0 0 1 0 2.2l-4.2 4.2a1.5 1.5 0 0 1-2.2 0l-6-6a1.5 1.5 0 0 1-.4-1.1ZM7 7h.01",
  trash:
    "M4 6h12M8 6V4.5A1 1 0 0 1 9 3.5h2a1 1 0 0 1 1 1V6M5.5 6l.7 9A1.5 1.5 0 0 0 7.7 16.5h4.6a1.5 1.5 0 0 0 1.5-1.5l.7-9M8.5 9v4.5M11.5 9v4.5",
  warn: "M10 3.5 17 16H3L10 3.5ZM10 8v3.5M10 13.8v.01",
} as const;

export type IconName = keyof typeof PATHS;
/** These point along the line, and the line may run the other way. */
const ALONG_THE_LINE: ReadonlySet<IconName> = new Set<IconName>(["back", "leave", "reply"]);

export const Icon = memo(function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      className="parlor-icon"
      data-mirrored={ALONG_THE_LINE.has(name) || undefined}
      viewBox="0 0 20 20"
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === "more" ? 2.4 : 1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
});
