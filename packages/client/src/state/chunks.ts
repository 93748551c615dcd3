/** Cuts a list into parts of at most so many items and, as JSON, about so many bytes. */
export function chunks<T>(items: readonly T[], most: number, bytes: number): T[][] {
  const parts: T[][] = [];
  let room = 0;
  for (const item of items) {
    const size = utf8Length(JSON.stringify(item)) + 1;
    let part = parts.at(-1);
    if (!part || part.length >= most || size > room) {
      part = [];
      parts.push(part);
      room = bytes - ENVELOPE_BYTES;
    }
    part.push(item);
    room -= size;
  }
  return parts;
}

const ENVELOPE_BYTES = 200;

const utf8Length = (text: string): number => encodeURIComponent(text).replace(/%../g, "x").length;
