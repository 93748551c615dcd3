import { createContext, useContext } from "react";

export interface Tiles {
  /** With `{z}`, `{x}` and `{y}` in it. */
  readonly url: string;
  /** Whom the map is by. Shown on it. */
  readonly attribution: string;
}

const TilesContext = createContext<Tiles | undefined>(undefined);

/** Where maps get their pictures from, for every map below. Without it they are coordinates. */
export const MapTiles = TilesContext;

export const useMapTiles = (): Tiles | undefined => useContext(TilesContext);
