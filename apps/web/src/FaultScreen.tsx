import { Component, type ReactNode } from "react";
import { useSettings } from "./settings.ts";

interface Props {
  readonly children: ReactNode;
}

/** A fault of ours is said in words, with a way on. React has no other form for this than a class. */
export class FaultScreen extends Component<Props, { readonly isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError(): { readonly isBroken: boolean } {
    return { isBroken: true };
  }

  override render(): ReactNode {
    return this.state.isBroken ? <Broken /> : this.props.children;
  }
}

function Broken() {
  const { texts } = useSettings();
  return (
    <main className="parlor-fault" role="alert">
      <p>{texts.cannotOpen}</p>
      <button type="button" className="parlor-button" data-primary onClick={() => location.reload()}>
        {texts.reload}
      </button>
    </main>
  );
}
