import type { Tiles } from "@parlor/react/desk";
import { useEffect, useState } from "react";

let asked: Promise<Tiles | undefined> | undefined;

/** Where the server says that maps come from. Undefined until it has, and where there are none. */
export function useTiles(): Tiles | undefined {
  const [tiles, setTiles] = useState<Tiles>();
  useEffect(() => {
    let isCurrent = true;
    asked ??= ask();
    void asked.then((answer) => isCurrent && setTiles(answer));
    return () => {
      isCurrent = false;
    };
  }, []);
  return tiles;
}

async function ask(): Promise<Tiles | undefined> {
  try {
    const { tiles } = (await (await fetch("/v1/map")).json()) as { readonly tiles?: Tiles };
    return tiles;
  } catch {
    // Without an answer places are coordinates, until somebody comes to a desk again.
    asked = undefined;
    return undefined;
  }
}
