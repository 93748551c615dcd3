import type { ServerFrame } from "@parlor/protocol";

/**
 * The only place where bytes from outside become a typed value. It looks at what the SDK will touch and at no more:
 * the full schemas would weigh more than the SDK. A frame of a kind unknown here is of a newer server, and skipped.
 */
export function readFrame(raw: unknown): ServerFrame | undefined {
  const frame = parseJson(raw);
  if (!isObject(frame)) return undefined;

  const { type, id, payload } = frame;
  const isAnswer = typeof id === "number" || typeof id === "string";
  if (type === "reply") return isAnswer ? (frame as ServerFrame) : undefined;
  return isObject(payload) && hasShape(type, payload) ? (frame as unknown as ServerFrame) : undefined;
}

function hasShape(type: unknown, payload: Json): boolean {
  switch (type) {
    case "refusal":
      return typeof payload["code"] === "string";
    case "events":
      return typeof payload["stream"] === "string" && isEventList(payload["events"]);
    case "resumed":
      return Array.isArray(payload["streams"]) && payload["streams"].every(isResumed);
    case "signal":
      return typeof payload["stream"] === "string" && typeof payload["kind"] === "string";
    case "view_closed":
      return typeof payload["stream"] === "string";
    default:
      return false;
  }
}

type Json = Record<string, unknown>;

function isResumed(value: unknown): boolean {
  return (
    isObject(value) &&
    typeof value["stream"] === "string" &&
    (value["status"] === "refused" || (Number.isInteger(value["head"]) && isEventList(value["events"])))
  );
}

function isEventList(value: unknown): boolean {
  return Array.isArray(value) && value.every(isEvent);
}

function isEvent(value: unknown): boolean {
  return (
    isObject(value) && Number.isInteger(value["seq"]) && typeof value["type"] === "string" && isObject(value["data"])
  );
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null;
}

function parseJson(raw: unknown): unknown {
  if (typeof raw !== "string") return undefined;
  try {
    return JSON.parse(raw);
  } catch {
    // Not JSON is not a frame; whoever sent it learns nothing from an error here.
    return undefined;
  }
}
