import { useState } from "react";
import { useRoomFacts } from "../hooks.ts";
import { pictureAddress } from "../markup/web-address.ts";
import { useWords } from "../provider.tsx";
import { useCurrentRoom } from "../room/CurrentRoom.tsx";

/** A message that is the address of a picture, as the picture. */
export function Picture({ text }: { readonly text: string }) {
  const address = pictureAddress(text);
  return address === undefined ? null : <Shown key={address} address={address} />;
}

function Shown({ address }: { readonly address: string }) {
  const { room } = useCurrentRoom();
  const { texts } = useWords();
  const join = useRoomFacts(room)?.kind.join;
  const [wanted, setWanted] = useState(false);
  const [isBroken, setBroken] = useState(false);
  if (isBroken) return null;
  // Where anybody may walk in, a picture would tell its server who reads: there one asks for it.
  if (join === "open" && !wanted) {
    return (
      <button type="button" className="parlor-link" onClick={() => setWanted(true)}>
        {texts.panels.showPicture}
      </button>
    );
  }
  return (
    <img
      className="parlor-picture"
      src={address}
      alt={texts.panels.picture}
      loading="lazy"
      referrerPolicy="no-referrer"
      onError={() => setBroken(true)}
    />
  );
}
