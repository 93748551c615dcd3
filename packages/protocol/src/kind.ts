import { z } from "zod";
import { Duration } from "./duration.ts";
import { RoleName } from "./ids.ts";
import { Checklists, Instructions, Panels, Scenarios } from "./panels-policy.ts";
import { QueuePolicy } from "./queue-policy.ts";
import { SeatsPolicy } from "./seats-policy.ts";
import { SessionPolicy } from "./session-policy.ts";
import { SpamPolicy } from "./spam-policy.ts";
import { TopicsPolicy } from "./topics-policy.ts";
import { line } from "./text.ts";

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
  "session.pause",
  "session.extend",
  "queue.ask",
  "queue.take",
  /** Hands a request to another agent, or offers it to one. */
  "queue.transfer",
  /** Closes, returns or assigns any request, whatever its state. */
  "queue.force",
  "panel.search",
  "item.share",
]);
export type Capability = z.infer<typeof Capability>;

/** How often: "10/10s" is ten in ten seconds, "30/1m" thirty a minute. */
export const Rate = z.string().regex(/^[1-9]\d{0,5}\/[1-9]\d{0,5}(ms|s|m|h)$/, 'must look like "10/10s"');
export type Rate = z.infer<typeof Rate>;

const MaxLength = z.int().min(1).max(10_000);

/** Where a role differs from the rest of the room. */
export const RoleLimits = z.strictObject({
  send: Rate.optional(),
  slowMode: Duration.optional(),
  maxLength: MaxLength.optional(),
});
export type RoleLimits = z.infer<typeof RoleLimits>;

/** A room's policy. Code knows policies, never product names. */
export const Kind = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_-]{0,31}$/, "must be a short lower-case word"),
  version: z.int().min(1).default(1),
  /** What people read in place of the name. */
  title: line({ min: 1, max: 64 }).optional(),
  /** Who gets in: anybody, whom a member or a back end lets in, who takes a free seat, or who is taken from a queue. */
  join: z.enum(["open", "invite", "lobby", "queue"]),
  /** Whether people who are nothing but a name may come in. */
  guests: z.boolean().default(true),
  /** Opening the room makes one a member. */
  openJoins: z.boolean().default(false),
  /** Shown to strangers in the list of rooms. */
  listed: z.boolean().default(false),
  /** Who may create such a room over the native door. */
  create: z.enum(["anyone", "server"]).default("anyone"),
  roles: z.record(RoleName, z.strictObject({ can: z.array(Capability) })),
  defaultRole: RoleName.default("member"),
  creatorRole: RoleName.default("moderator"),
  seats: SeatsPolicy.optional(),
  session: SessionPolicy.optional(),
  queue: QueuePolicy.optional(),
  history: z
    .strictObject({
      onJoin: z.int().min(0).max(200).default(50),
      visible: z.enum(["always", "from-join"]).default("always"),
    })
    .prefault({}),
  /** What people of the room keep after its end: the conversation to read, or nothing. */
  archive: z.boolean().default(true),
  messages: z
    .strictObject({
      maxLength: MaxLength.default(500),
      /** Who may say where they are. */
      location: z.union([z.boolean(), z.array(RoleName).max(20)]).default(false),
    })
    .prefault({}),
  limits: z
    .strictObject({
      send: Rate.default("10/10s"),
      /** The least time between two messages of one person. */
      slowMode: Duration.default("0s"),
      roles: z.record(RoleName, RoleLimits).default({}),
    })
    .prefault({}),
  spam: z.union([z.literal(false), SpamPolicy]).default(false),
  topics: z.union([z.literal(false), TopicsPolicy]).prefault(false),
  panels: Panels.optional(),
  instructions: Instructions.optional(),
  checklist: Checklists.optional(),
  scenarios: Scenarios.optional(),
  /** The imported collection that the product list and the search engine look into. */
  catalog: line({ min: 1, max: 64 }).optional(),
  /** Members who go and come back are lines of the room, as long as it is small. */
  attendance: z.boolean().default(false),
  receipts: z.boolean().default(true),
  typing: z.boolean().default(true),
});
export type Kind = z.infer<typeof Kind>;
/** What a person writes: everything with a default may be left out. */
export type KindDocument = z.input<typeof Kind>;
