import type { CatalogItem } from "@parlor/protocol";
import { Icon } from "../icons.tsx";
import { useWords } from "../provider.tsx";
import type { Sharing } from "./use-share.ts";

/** Shares a card. It may be shared again: one comes back to what was said before. */
export function ShareButton({ item, sharing }: { readonly item: CatalogItem; readonly sharing: Sharing }) {
  const { texts } = useWords();
  const isShared = sharing.isShared(item.id);
  const isBlocked = sharing.refusal !== undefined || sharing.isBusy(item.id);
  return (
    <button
      type="button"
      className="parlor-share"
      data-shared={isShared || undefined}
      aria-disabled={isBlocked || undefined}
      aria-label={texts.panels.shareItem(item.title)}
      title={sharing.refusal ?? (isShared ? texts.panels.shared : texts.panels.share)}
      onClick={() => !isBlocked && sharing.share(item.id)}
    >
      <Icon name={isShared ? "check" : "share"} />
      {isShared ? texts.panels.shared : texts.panels.share}
    </button>
  );
}
