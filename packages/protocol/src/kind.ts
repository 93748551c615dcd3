import { z } from "zod";
import { RoleName } from "./ids.ts";

/** What a role may do. `own` is about one's own messages, `any` about everybody's. */
export const Capability = z.enum([
  "message.send",
  "message.edit.own",
  "message.edit.any",
  "message.delete.own",
  "message.delete.any",
  "message.react",
  "member.invite",
  "member.remove",
  "member.role",
  "room.change",
  "room.close",
]);
export type Capability = z.infer<typeof Capability>;

/** How often: "10/10s" is ten in ten seconds, "30/1m" thirty a minute. */
export const Rate = z.string().regex(/^[1-9]\d{0,5}\/[1-9]\d{0,5}(ms|s|m|h)$/, 'must look like "10/10s"');
export type Rate = z.infer<typeof Rate>;

/** A room's policy. Code knows policies, never product names. */
export const Kind = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_-]{0,31}$/, "must be a short lower-case word"),
  version: z.int().min(1).default(1),
  /** Who gets in: anybody, or only whom a member or a back end lets in. */
  join: z.enum(["open", "invite"]),
  /** Opening the room makes one a member. */
  openJoins: z.boolean().default(false),
  /** Shown to strangers in the list of rooms. */
  listed: z.boolean().default(false),
  /** Who may create such a room over the native door. */
  create: z.enum(["anyone", "server"]).default("anyone"),
  roles: z.record(RoleName, z.strictObject({ can: z.array(Capability) })),
  defaultRole: RoleName.default("member"),
  creatorRole: RoleName.default("moderator"),
  history: z
    .strictObject({
      onJoin: z.int().min(0).max(200).default(50),
      visible: z.enum(["always", "from-join"]).default("always"),
    })
    .prefault({}),
  messages: z.strictObject({ maxLength: z.int().min(1).max(10_000).default(500) }).prefault({}),
  limits: z.strictObject({ send: Rate.default("10/10s") }).prefault({}),
  receipts: z.boolean().default(true),
  typing: z.boolean().default(true),
});
export type Kind = z.infer<typeof Kind>;
/** What a person writes: everything with a default may be left out. */
export type KindDocument = z.input<typeof Kind>;
