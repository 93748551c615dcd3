/** A file that is dropped beside the field where one writes would take the place of the page. */
export function keepFilesOut(): void {
  addEventListener("dragover", refuse);
  addEventListener("drop", refuse);
}

function refuse(event: DragEvent): void {
  const { dataTransfer } = event;
  if (event.defaultPrevented || !dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  dataTransfer.dropEffect = "none";
}
