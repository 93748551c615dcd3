import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App.tsx";
import { applySettings } from "./settings.ts";

await applySettings();
const root = document.getElementById("root");
// Nobody but who builds with the kit comes there, so nobody else loads it.
const Shown = location.pathname === "/gallery" ? (await import("./gallery/Gallery.tsx")).Gallery : App;
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Shown />
    </StrictMode>,
  );
}
