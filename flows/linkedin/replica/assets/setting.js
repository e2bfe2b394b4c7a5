// One settings page: it renders late, after it has fetched its settings, and saves each change at once.
"use strict";
const API = "/mysettings-api/settingsApiSettings/";
const csrf = () => decodeURIComponent(document.cookie.match(/JSESSIONID="?([^;"]+)/)?.[1] ?? "");

async function settingsPage(root, page) {
  const drawOnce = () => {
    if (root.querySelector("h1")) return;
    root.innerHTML = `<a class="back" href="/mypreferences/d/categories/${page.category}">← Back</a>
      <h1 style="font-size:24px;margin:10px 0">${page.heading}</h1><p>${page.text}</p>` +
      page.rows.map((row) => `<div class="toggle-row"><span class="words" id="${row.key}">${row.label}</span>
        <span class="state"></span>
        <input type="checkbox" role="switch" aria-labelledby="${row.key}"${page.disabled ? " disabled" : ""}></div>`).join("") +
      (page.disabled ? `<p class="dim">This setting is managed by your organization.</p>` : "") +
      `<p class="dim"><a href="/help/linkedin">Learn more</a></p>`;
    for (const row of page.rows) input(row.key).onchange = () => changed(row.key);
  };
  const input = (key) => root.querySelector(`input[aria-labelledby="${key}"]`);
  const paint = (key, value) => {
    input(key).checked = value;
    input(key).parentElement.querySelector(".state").textContent = value ? page.on : page.off;
  };
  const changed = (key) => {
    const value = input(key).checked;
    Lab.change({
      value, before: !value, leaving: !value,
      paint: (shown) => paint(key, shown),
      send: () => Lab.post(API + key, { value }, { "csrf-token": csrf() }),
    });
  };
  const read = async () => Object.fromEntries(await Promise.all(page.rows.map(async (row) => {
    const answer = await fetch(API + row.key, { headers: { "csrf-token": csrf() } });
    if (answer.status === 401) location.href = "/login?session_redirect=" + encodeURIComponent(location.pathname);
    if (!answer.ok) throw new Error("unreadable");
    return [row.key, (await answer.json()).value];
  })));
  const draw = (values) => {
    drawOnce();
    for (const row of page.rows) paint(row.key, values[row.key]);
  };
  const blank = Object.fromEntries(page.rows.map((row) => [row.key, false]));
  try {
    await Lab.settings({ read, draw, blank });
  } catch {
    root.innerHTML = `<div class="loading">Something went wrong. Try reloading.</div>`;
  }
}
