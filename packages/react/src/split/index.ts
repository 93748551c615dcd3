export { SplitRoom, type SplitRoomProps } from "./SplitRoom.tsx";
