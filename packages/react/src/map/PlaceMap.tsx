import type { Location } from "@parlor/protocol";
import { type KeyboardEvent, type PointerEvent, useLayoutEffect, useRef, useState } from "react";
import { Icon } from "../icons.tsx";
import { locationOf, pixelOf, tilesAround, tileUrl, ZOOMS } from "./mercator.ts";
import type { Tiles } from "./MapTiles.tsx";

export interface MapTexts {
  readonly map: (label: string) => string;
  readonly mapHint: string;
  readonly nearer: string;
  readonly farther: string;
  readonly toPlace: string;
}

export interface PlaceMapProps {
  readonly location: Location;
  /** Who or what is there. */
  readonly label: string;
  readonly tiles: Tiles;
  readonly texts: MapTexts;
  /** No picture could be had. */
  readonly onBroken: () => void;
}

const STEP_PX = 64;
const STEPS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-STEP_PX, 0],
  ArrowRight: [STEP_PX, 0],
  ArrowUp: [0, -STEP_PX],
  ArrowDown: [0, STEP_PX],
};

/** A map around one place. It follows when the place becomes another. */
export function PlaceMap(props: PlaceMapProps) {
  // Another place is looked at anew.
  return <OneMap key={`${props.location.lat} ${props.location.lng}`} {...props} />;
}

function OneMap({ location, label, tiles, texts, onBroken }: PlaceMapProps) {
  const box = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [zoom, setZoom] = useState<number>(ZOOMS.usual);
  const [center, setCenter] = useState(location);
  const drag = useRef<{ readonly x: number; readonly y: number }>(undefined);
  const pictures = useRef({ shown: 0, failed: 0 });

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const shown = size.width === 0 ? [] : tilesAround(center, zoom, size.width, size.height);
  const move = (byX: number, byY: number) => {
    const { x, y } = pixelOf(center, zoom);
    setCenter(locationOf({ x: x + byX, y: y + byY }, zoom));
  };
  const change = (by: number) => setZoom(Math.max(ZOOMS.least, Math.min(ZOOMS.most, zoom + by)));
  const goHome = () => {
    setCenter(location);
    setZoom(ZOOMS.usual);
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.target !== box.current || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = STEPS[event.key];
    if (step) move(...step);
    else if (event.key === "+" || event.key === "=") change(1);
    else if (event.key === "-") change(-1);
    else if (event.key === "Home") goHome();
    else return;
    event.preventDefault();
  };
  const dragged = ({ clientX, clientY }: PointerEvent) => {
    if (!drag.current) return;
    move(drag.current.x - clientX, drag.current.y - clientY);
    drag.current = { x: clientX, y: clientY };
  };
  const failed = () => {
    pictures.current.failed += 1;
    if (pictures.current.shown === 0 && pictures.current.failed >= shown.length) onBroken();
  };

  const at = pixelOf(location, zoom);
  const middle = pixelOf(center, zoom);
  const pin = { left: at.x - middle.x + size.width / 2, top: at.y - middle.y + size.height / 2 };
  return (
    <div
      ref={box}
      className="parlor-map"
      dir="ltr"
      role="application"
      aria-label={texts.map(label)}
      aria-description={texts.mapHint}
      tabIndex={0}
      onKeyDown={pressed}
      onPointerDown={(event) => {
        if (event.target instanceof Element && event.target.closest("button, a")) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { x: event.clientX, y: event.clientY };
      }}
      onPointerMove={dragged}
      onPointerUp={() => (drag.current = undefined)}
      onPointerCancel={() => (drag.current = undefined)}
    >
      {shown.map((tile) => (
        <img
          key={tile.key}
          className="parlor-tile"
          src={tileUrl(tiles.url, tile)}
          alt=""
          draggable={false}
          // Those who give away tiles want to know for which site.
          referrerPolicy="strict-origin-when-cross-origin"
          style={{ left: tile.left, top: tile.top }}
          onLoad={() => (pictures.current.shown += 1)}
          onError={failed}
        />
      ))}
      <span className="parlor-map-pin" style={pin}>
        <Icon name="pin" />
      </span>
      <div className="parlor-map-tools">
        <button
          type="button"
          className="parlor-icon-button"
          aria-label={texts.nearer}
          title={texts.nearer}
          onClick={() => change(1)}
        >
          <Icon name="add" />
        </button>
        <button
          type="button"
          className="parlor-icon-button"
          aria-label={texts.farther}
          title={texts.farther}
          onClick={() => change(-1)}
        >
          <Icon name="minus" />
        </button>
        <button
          type="button"
          className="parlor-icon-button"
          aria-label={texts.toPlace}
          title={texts.toPlace}
          onClick={goHome}
        >
          <Icon name="pin" />
        </button>
      </div>
      <Attribution text={tiles.attribution} />
    </div>
  );
}

const OPEN_STREET_MAP = "https://www.openstreetmap.org/copyright";

function Attribution({ text }: { readonly text: string }) {
  return (
    <small className="parlor-attribution">
      {text.includes("OpenStreetMap") ? (
        <a href={OPEN_STREET_MAP} target="_blank" rel="noreferrer">
          {text}
        </a>
      ) : (
        text
      )}
    </small>
  );
}
