import { CreateQueue, CreateRoom, type Kind, type KindDocument, RoomId } from "@parlor/protocol";
import { dotted, type Fault, parseKind } from "@parlor/rules";
import { z } from "zod";

/** A room that is there from the start. */
const RoomToMake = CreateRoom.pick({ kind: true, title: true, description: true }).extend({ room: RoomId });
/** A queue that is there from the start. Its requests become rooms of the kind. */
const QueueToMake = CreateQueue.omit({ key: true });

const Document = z.strictObject({
  kinds: z.array(z.unknown()).max(500).default([]),
  rooms: z.array(RoomToMake).max(10_000).default([]),
  queues: z.array(QueueToMake).max(1_000).default([]),
});

/** What `parlor.config.ts` says. All of it may be left out. */
export interface Configuration {
  /** Besides those that ship. One with the name of a preset takes its place. */
  readonly kinds?: readonly KindDocument[];
  /** Made once, at the start. Later their life is their own: what is changed here afterwards changes nothing there. */
  readonly rooms?: readonly z.input<typeof RoomToMake>[];
  readonly queues?: readonly z.input<typeof QueueToMake>[];
}

/** The same, checked and complete. */
export interface Configured {
  readonly kinds: readonly Kind[];
  readonly rooms: readonly z.infer<typeof RoomToMake>[];
  readonly queues: readonly z.infer<typeof QueueToMake>[];
}

/** For the editor: it completes and checks what is written. */
export const defineConfig = (configuration: Configuration): Configuration => configuration;

/** `presets` are the names of the kinds that ship. */
export function readConfiguration(
  document: unknown,
  presets: readonly string[],
): { readonly ok: true; readonly configured: Configured } | { readonly ok: false; readonly faults: readonly Fault[] } {
  const parsed = Document.safeParse(document);
  if (!parsed.success) {
    return { ok: false, faults: parsed.error.issues.map(({ path, message }) => ({ path: dotted(path), message })) };
  }
  const { kinds: documents, rooms, queues } = parsed.data;
  const kinds = documents.map((kind, index) => ({ index, read: parseKind(kind) }));
  const known = new Set([...presets, ...kinds.flatMap(({ read }) => (read.ok ? read.kind.name : []))]);
  const faults = [
    ...kinds.flatMap(({ index, read }) =>
      read.ok ? [] : read.faults.map(({ path, message }) => ({ path: `kinds[${index}].${path}`, message })),
    ),
    ...unknownKinds("rooms", rooms, known),
    ...unknownKinds("queues", queues, known),
    ...twice(
      "rooms",
      rooms.map(({ room }) => room),
    ),
    ...twice(
      "queues",
      queues.map(({ queue }) => queue),
    ),
    ...twice(
      "kinds",
      kinds.flatMap(({ read }) => (read.ok ? read.kind.name : [])),
    ),
  ];
  return faults.length > 0
    ? { ok: false, faults }
    : { ok: true, configured: { kinds: kinds.flatMap(({ read }) => (read.ok ? read.kind : [])), rooms, queues } };
}

function unknownKinds(of: string, things: readonly { readonly kind: string }[], known: ReadonlySet<string>): Fault[] {
  return things.flatMap(({ kind }, index) =>
    known.has(kind) ? [] : { path: `${of}[${index}].kind`, message: `There is no kind ${JSON.stringify(kind)}.` },
  );
}

function twice(of: string, names: readonly string[]): Fault[] {
  return names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : { path: `${of}[${index}]`, message: `${JSON.stringify(name)} is there twice.` },
  );
}
