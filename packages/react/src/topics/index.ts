export { TopicList } from "./TopicList.tsx";
export { useTopics } from "./use-topics.ts";
