import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { applySettings } from "../settings.ts";
import { Gallery } from "./Gallery.tsx";

await applySettings();
const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Gallery />
    </StrictMode>,
  );
}
