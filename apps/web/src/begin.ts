// Small, and fetched beside the program: by the time that has come, it has its answers.

import { presentPlace } from "./address.ts";
import { beginSocket } from "./begun-socket.ts";
import { firstFrames } from "./first-frames.ts";
import { presentWho } from "./who.ts";

const who = presentWho();
if (who !== undefined) beginSocket(firstFrames(who, presentPlace().room));
