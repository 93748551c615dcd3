import type { ReactNode } from "react";
import type { Stage } from "./stage.ts";

/** The components of one folder of the kit. A new one is a file in `families/`, and a line in its `index.ts`. */
export interface Family {
  readonly name: string;
  readonly states: readonly GalleryState[];
}

/** One component in one state. */
export interface GalleryState {
  readonly name: string;
  /** What the server has told by the time it is shown. */
  readonly set?: (stage: Stage) => void;
  /** The id of a room puts a `CurrentRoom` around it. */
  readonly room?: string;
  readonly show: (stage: Stage) => ReactNode;
  /** What somebody did after they came in, for what only follows from that. */
  readonly after?: (stage: Stage) => void;
  /** Needs a height to fill. */
  readonly tall?: true;
}
