import type { KindDocument } from "@parlor/protocol";
import { type CoachedTime, withCoachedTimes } from "./coached-times.ts";
import type { Environment } from "./environment.ts";

type Settings = Pick<
  Environment,
  | "CHAT_MESSAGE_MAX_LENGTH"
  | "CHAT_HISTORY_LIMIT"
  | CoachedTime
  | "TOPIC_MIN_WORD_LENGTH"
  | "TOPIC_MAX_TOPICS"
  | "TOPIC_EXPIRY_SECONDS"
>;

/** What a preset leaves open is as the environment says. A kind of one's own says everything itself. */
export function withSettings(presets: readonly KindDocument[], settings: Settings): KindDocument[] {
  const topics = {
    minWordLength: settings.TOPIC_MIN_WORD_LENGTH,
    maxTopics: settings.TOPIC_MAX_TOPICS,
    expiry: `${settings.TOPIC_EXPIRY_SECONDS}s`,
  };
  return presets.map((preset) => ({
    ...withCoachedTimes(preset, settings),
    history: { onJoin: settings.CHAT_HISTORY_LIMIT, ...preset.history },
    messages: { maxLength: settings.CHAT_MESSAGE_MAX_LENGTH, ...preset.messages },
    ...(preset.topics && { topics: { ...topics, ...preset.topics } }),
  }));
}
