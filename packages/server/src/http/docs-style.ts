/** The look of the page at /docs. System fonts and colours of its own: nothing is fetched. */
export const DOCS_STYLE = `
:root { --ink: #1d2329; --quiet: #5c6773; --paper: #fff; --panel: #f5f6f8; --line: #e1e5ea; --link: #1857b8;
  --get: #1857b8; --post: #1a7a45; --put: #8f5a00; --delete: #b3261e; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e4e8ec; --quiet: #98a3ae; --paper: #14181c; --panel: #1b2025; --line: #2c343c; --link: #82b1ff;
    --get: #82b1ff; --post: #6fd197; --put: #eab95c; --delete: #ff8f87; }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 1rem; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0; display: grid; grid-template-columns: 19rem minmax(0, 1fr); color: var(--ink); background: var(--paper);
  font: 16px/1.55 system-ui, sans-serif; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 3px; }
nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 1.5rem 1.25rem; background: var(--panel);
  border-right: 1px solid var(--line); font-size: .84rem; }
.brand { margin: 0 0 1.5rem; font-size: 1.2rem; font-weight: 700; letter-spacing: -.01em; }
nav h2 { margin: 1.4rem 0 .3rem; font-size: .72rem; letter-spacing: .08em; text-transform: uppercase; color: var(--quiet); }
nav ul { margin: 0; padding: 0; list-style: none; }
nav li span { overflow-wrap: anywhere; }
nav li a { display: flex; align-items: baseline; padding: .18rem 0; color: var(--ink); }
main { max-width: 56rem; padding: 2rem clamp(1rem, 4vw, 3.5rem) 6rem; }
h1 { margin: 0 0 .75rem; font-size: 1.75rem; letter-spacing: -.02em; }
section + h1 { margin-top: 4rem; }
section { padding: 1.75rem 0 .5rem; border-top: 1px solid var(--line); margin-top: 1.75rem; }
h3 { margin: 0 0 .35rem; font-size: 1.1rem; }
h4 { margin: 1.1rem 0 .35rem; font-size: .72rem; letter-spacing: .08em; text-transform: uppercase; color: var(--quiet); }
p { margin: .35rem 0; }
code, b { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: .9em; }
b { display: inline-block; flex: none; min-width: 3.3rem; font-size: .72rem; text-transform: uppercase; }
.get { color: var(--get); } .post { color: var(--post); } .put { color: var(--put); } .delete { color: var(--delete); }
small { color: var(--quiet); }
table { width: 100%; margin-top: .5rem; border-collapse: collapse; font-size: .92rem; }
th, td { padding: .4rem .75rem .4rem 0; text-align: left; vertical-align: top; border-top: 1px solid var(--line);
  font-weight: normal; overflow-wrap: anywhere; }
tr:first-child > * { border-top: 0; }
th { width: 28%; }
td:last-child { width: 7.5rem; text-align: right; padding-right: 0; }
@media (max-width: 52rem) { body { display: block; } nav { position: static; height: auto; max-height: 40vh;
  border-right: 0; border-bottom: 1px solid var(--line); } }
`;
