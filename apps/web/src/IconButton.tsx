import { Icon, type IconName } from "@parlor/react";

export interface IconButtonProps {
  readonly icon: IconName;
  readonly text: string;
  readonly onClick: () => void;
  /** Leads back to the list, and is there only where the list is not. */
  readonly isBack?: boolean;
}

export function IconButton({ icon, text, onClick, isBack }: IconButtonProps) {
  return (
    <button
      type="button"
      className="parlor-icon-button"
      data-back={isBack || undefined}
      aria-label={text}
      title={text}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
