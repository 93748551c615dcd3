import { SplitRoom } from "@parlor/react/split";
import { Icon } from "@parlor/react";
import type { ReactNode } from "react";
import { useSettings } from "../settings.ts";
import { recall, remember } from "../stored.ts";

const REMEMBERED = "parlor split";
const EXAMPLE = `<SplitRoom host={<YourEditor />}>
  <MessageList />
  <Composer />
</SplitRoom>`;

/** A conversation beside a place for the host app. This page has no app of its own, and says what could be there. */
export function Workspace({ children }: { readonly children: ReactNode }) {
  const share = Number(recall(REMEMBERED) ?? Number.NaN);
  return (
    <SplitRoom
      host={<Placeholder />}
      {...(Number.isFinite(share) && { share })}
      onShare={(moved) => remember(REMEMBERED, String(moved))}
    >
      {children}
    </SplitRoom>
  );
}

function Placeholder() {
  const { texts } = useSettings();
  return (
    <div className="parlor-placeholder">
      <Icon name="split" />
      <h2>{texts.coached.workspaceTitle}</h2>
      <p>{texts.coached.workspaceText}</p>
      <p className="parlor-note">{texts.coached.workspaceCode}</p>
      <pre dir="ltr" tabIndex={0}>
        <code>{EXAMPLE}</code>
      </pre>
    </div>
  );
}
