import { cleanText } from "../markup/clean.ts";
import { useWords } from "../provider.tsx";

/** Above the first message: which room this is, and what it is for. */
export function RoomStart({ title, description }: { readonly title: string; readonly description: string }) {
  const { texts } = useWords();
  return (
    <div className="parlor-room-start">
      <h2 dir="auto">{texts.startOfRoom(title)}</h2>
      {description !== "" && <p dir="auto">{cleanText(description)}</p>}
    </div>
  );
}
