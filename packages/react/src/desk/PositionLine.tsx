import { Icon } from "../icons.tsx";
import { useDeskTexts } from "./texts/use-desk-texts.ts";
import { coordinates, locationIn, type SharedPosition } from "./use-position.ts";

/** Above the composer: whether one's position goes with what one writes, and the switch. */
export function PositionLine({ position, share }: SharedPosition) {
  const texts = useDeskTexts();
  const isOn = position.name !== "off";
  const text = {
    off: "",
    looking: texts.finding,
    known: texts.yourPosition,
    unknown: texts.cannotFind,
  }[position.name];
  const location = locationIn(position);
  return (
    <p className="parlor-position-line" data-on={isOn || undefined}>
      <Icon name="pin" />
      <span role="status">{text}</span>
      {location && <bdi dir="ltr">{coordinates(location)}</bdi>}
      <button type="button" className="parlor-link" onClick={() => share(!isOn)}>
        {isOn ? texts.stopShowing : texts.startShowing}
      </button>
    </p>
  );
}
