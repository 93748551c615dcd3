import { useId } from "react";
import { useWords } from "../provider.tsx";
import { useCurrentRoom } from "../room/CurrentRoom.tsx";
import { useTopics } from "./use-topics.ts";

const SHOWN = 8;

/** What people in the current room talk about, each with the reason why it is there. */
export function TopicList() {
  const { room } = useCurrentRoom();
  const { texts } = useWords();
  const topics = useTopics(room).slice(0, SHOWN);
  const id = useId();
  return (
    <section className="parlor-topics" aria-labelledby={id}>
      <h3 id={id}>{texts.topics}</h3>
      {topics.length === 0 ? (
        <p className="parlor-hint">{texts.noTopics}</p>
      ) : (
        <ul>
          {topics.map(({ word, count }) => (
            <li key={word} className="parlor-topic">
              <bdi>{word}</bdi>
              <small>{texts.topicReason(count)}</small>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
