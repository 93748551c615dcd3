import type { Location } from "@parlor/protocol";

/** Maps on the web are squares of this many pixels, four of them for each when one goes one step nearer. */
export const TILE_PX = 256;
export const ZOOMS = { least: 2, usual: 16, most: 19 } as const;

/** A place on the map of the whole world, in pixels from its north-west corner. */
export interface Pixel {
  readonly x: number;
  readonly y: number;
}

/** Beyond it, the map would have to be endless. */
const MOST_LATITUDE = 85.0511;

export function pixelOf({ lat, lng }: Location, zoom: number): Pixel {
  const size = worldPx(zoom);
  const radians = (Math.max(-MOST_LATITUDE, Math.min(MOST_LATITUDE, lat)) * Math.PI) / 180;
  return { x: ((lng + 180) / 360) * size, y: ((1 - Math.asinh(Math.tan(radians)) / Math.PI) / 2) * size };
}

export function locationOf({ x, y }: Pixel, zoom: number): Location {
  const size = worldPx(zoom);
  const around = ((((x / size) % 1) + 1) % 1) * 360 - 180;
  return { lat: (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / size))) * 180) / Math.PI, lng: around };
}

const worldPx = (zoom: number): number => TILE_PX * 2 ** zoom;

export interface Tile {
  readonly key: string;
  /** Which one it is. */
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
  /** Where it lies, from the corner of what is shown. */
  readonly left: number;
  readonly top: number;
}

/** The tiles that cover a window of this size around a place. The world goes round from east to west, and ends at the poles. */
export function tilesAround(center: Location, zoom: number, width: number, height: number): readonly Tile[] {
  const { x: centerX, y: centerY } = pixelOf(center, zoom);
  const west = centerX - width / 2;
  const north = centerY - height / 2;
  const across = 2 ** zoom;
  const tiles: Tile[] = [];
  for (let row = Math.floor(north / TILE_PX); row * TILE_PX < north + height; row++) {
    if (row < 0 || row >= across) continue;
    for (let column = Math.floor(west / TILE_PX); column * TILE_PX < west + width; column++) {
      const x = ((column % across) + across) % across;
      const place = { left: Math.round(column * TILE_PX - west), top: Math.round(row * TILE_PX - north) };
      tiles.push({ key: `${zoom}/${column}/${row}`, x, y: row, zoom, ...place });
    }
  }
  return tiles;
}

export const tileUrl = (template: string, { x, y, zoom }: Tile): string =>
  template.replace("{z}", String(zoom)).replace("{x}", String(x)).replace("{y}", String(y));
