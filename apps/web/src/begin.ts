// Small, and fetched beside the program: by the time that has come, the connection is open.

import { beginSocket } from "./begun-socket.ts";
import { presentWho } from "./who.ts";

if (presentWho() !== undefined) beginSocket();
