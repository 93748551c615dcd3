import { expect, test } from "bun:test";
import { Kind } from "@parlor/protocol";
import { PRESETS } from "@parlor/rules";
import { readEnvironment } from "./environment.ts";
import { withSettings } from "./preset-settings.ts";

const shaped = (name: string, variables: Record<string, string>): Kind => {
  const found = withSettings(PRESETS, readEnvironment(variables)).find((preset) => preset.name === name);
  return Kind.parse(found);
};

test("with nothing set, presets are as they are written", () => {
  for (const preset of PRESETS) {
    const kind = Kind.parse(preset);
    // The same hour, in the seconds of the environment.
    const topics = kind.topics && { ...kind.topics, expiry: "3600s" };
    expect(shaped(preset.name, {})).toEqual({ ...kind, topics });
  }
});

test("the café has the lengths, the history and the topics that the environment says", () => {
  const cafe = shaped("cafe", {
    CHAT_MESSAGE_MAX_LENGTH: "200",
    CHAT_HISTORY_LIMIT: "20",
    TOPIC_MIN_WORD_LENGTH: "3",
    TOPIC_MAX_TOPICS: "5",
    TOPIC_EXPIRY_SECONDS: "60",
  });
  expect(cafe.messages.maxLength).toBe(200);
  expect(cafe.history.onJoin).toBe(20);
  expect(cafe.topics).toMatchObject({ minWordLength: 3, maxTopics: 5, expiry: "60s" });
});

test("what a preset says itself stays", () => {
  const settings = { CHAT_MESSAGE_MAX_LENGTH: "200", CHAT_HISTORY_LIMIT: "20" };
  expect(shaped("interview", settings).messages.maxLength).toBe(4_000);
  expect(shaped("interview", settings).history.onJoin).toBe(100);
  expect(shaped("community", settings).topics).toBe(false);
});
