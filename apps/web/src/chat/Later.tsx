import { Skeleton } from "@parlor/react";
import { type ReactNode, Suspense } from "react";
import { useSettings } from "../settings.ts";

/** A part of the page that is fetched when it is wanted. Its place is kept meanwhile. */
export function Later({ children }: { readonly children: ReactNode }) {
  const { texts } = useSettings();
  return <Suspense fallback={<Skeleton label={texts.wait} lines={3} />}>{children}</Suspense>;
}
