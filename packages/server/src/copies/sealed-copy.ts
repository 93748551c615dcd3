import type { StreamName } from "@parlor/protocol";
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import { z } from "zod";
import { parseJson } from "../encoding/parse-json.ts";
import type { StreamCopy } from "../storage/store.ts";

/** Raised when a copy is written otherwise, and when a migration rewrites what is in `parlor.events`. */
const FORMAT = 1;
const CIPHER = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const Heading = z.object({ epoch: z.string(), head: z.int().positive(), count: z.int().positive() });

/**
 * A copy that only servers with the same secret can read or make: one that was changed on the way, is of another
 * stream, of another installation or of another version cannot be opened. Rows follow the heading line by line; JSON
 * has no line breaks.
 */
export function sealCopy(secret: string, stream: StreamName, { epoch, head, rows }: StreamCopy): Buffer {
  const heading: z.infer<typeof Heading> = { epoch, head, count: rows.length };
  const text = [JSON.stringify(heading), ...rows.map(({ json }) => json)].join("\n");
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, keyOf(secret, stream), nonce);
  const sealed = [cipher.update(text, "utf8"), cipher.final()];
  return Buffer.concat([nonce, cipher.getAuthTag(), ...sealed]);
}

export function openCopy(secret: string, stream: StreamName, sealed: Buffer): StreamCopy | undefined {
  const text = unseal(keyOf(secret, stream), sealed);
  if (text === undefined) return undefined;
  const [first = "", ...lines] = text.split("\n");
  const heading = Heading.safeParse(parseJson(first));
  if (!heading.success) return undefined;
  const { epoch, head, count } = heading.data;
  if (lines.length !== count || count > head) return undefined;
  return { epoch, head, rows: lines.map((json, index) => ({ seq: head - count + 1 + index, json })) };
}

function unseal(key: Buffer, sealed: Buffer): string | undefined {
  if (sealed.length <= NONCE_BYTES + TAG_BYTES) return undefined;
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  const opened = decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([opened, decipher.final()]).toString("utf8");
  } catch {
    // Not ours, or not as it was.
    return undefined;
  }
}

/** A key for each stream: so one is not used for more messages than the cipher is made for. */
const keyOf = (secret: string, stream: StreamName): Buffer =>
  createHmac("sha256", secret).update(`copy ${FORMAT} of ${stream}`).digest();
