/** A page without any program of ours: a field, and a line above it that is another twenty times a second. */
export const BARE_FIELD = `data:text/html,${encodeURIComponent(`<!doctype html>
<meta name="viewport" content="width=device-width" />
<p>Nothing yet</p>
<textarea></textarea>
<script>
  let times = 0;
  const line = document.querySelector("p");
  setInterval(() => (line.textContent = "Changed " + (times += 1) + " times"), 50);
</script>`)}`;
