// The account: tabs without addresses of their own. Beside each switch stands in words what it is set to.
"use strict";
const panel = document.getElementById("panel");
const API = "/2/account/ai_settings";
const ROWS = [
  ["dash_news", "Hear about new features in Dropbox Labs", "We send an e-mail when there is something to try."],
  ["third_party_ai", "Use artificial intelligence (AI) from third-party partners so you can work faster in Dropbox", "Your content is sent to a partner only when you use a feature that needs it. Partners don’t train their models on it."],
].slice(0, PAGE.missing ? 1 : 2);
const fixed = (key) => PAGE.disabled && key === "third_party_ai";
const toggle = (key) => panel.querySelector(`[data-key=${key}]`);
const csrf = () => document.cookie.match(/(?:^|; )t=([^;]+)/)?.[1] ?? "";

const row = ([key, name, note]) => `<div class="row"><div><div id="n-${key}">${name}</div><p class="dim" id="d-${key}">${note}</p>${fixed(key) ? `<p class="dim">This setting is managed by your organization.</p>` : ""}</div>
  <div class="side"><span aria-hidden="true" class="word"></span><span class="dig-Toggle" role="switch" tabindex="0" data-key="${key}" aria-labelledby="n-${key}" aria-describedby="d-${key}" aria-checked="false"${fixed(key) ? ` aria-disabled="true"` : ""}><span class="thumb"></span></span></div></div>`;

function paint(key, value) {
  toggle(key).setAttribute("aria-checked", String(value));
  toggle(key).previousElementSibling.textContent = value ? "On" : "Off";
}
function changed(key) {
  if (fixed(key)) return;
  const value = toggle(key).getAttribute("aria-checked") !== "true";
  Lab.change({
    value, before: !value, leaving: !value, paint: (shown) => paint(key, shown),
    send: () => Lab.post(API, { [key]: { enabled: value } }, { "x-csrf-token": csrf() }),
  });
}
function draw(values) {
  if (!panel.querySelector(".row")) {
    panel.innerHTML = `<h2>Third-party AI</h2>${ROWS.map(row).join("")}<p><a href="https://help.dropbox.com/view-edit/privacy-settings-dropbox-ai">Learn more</a></p>`;
    for (const [key] of ROWS) {
      toggle(key).onclick = () => changed(key);
      toggle(key).onkeydown = (event) => { if (event.key === " " || event.key === "Enter") { event.preventDefault(); changed(key); } };
    }
  }
  for (const [key] of ROWS) paint(key, values[key].enabled);
}
const read = async () => {
  const answer = await fetch(API);
  if (answer.status === 401) location.href = "/login?cont=" + encodeURIComponent(location.pathname);
  if (!answer.ok) throw new Error("unreadable");
  return answer.json();
};
const PANELS = {
  general: `<h2>General</h2><div class="row"><div>Name</div><div>${PAGE.name}</div></div><div class="row"><div>Personal email</div><div>${PAGE.mail}</div></div><div class="row"><div>Delete account</div><button type="button">Delete account</button></div>`,
  plan: `<h2>Plan</h2><div class="row"><div>Dropbox Basic</div><a href="/upgrade">Upgrade</a></div>`,
  security: `<h2>Security</h2><div class="row"><div>Password</div><button type="button">Change password</button></div>`,
  notifications: `<h2>Notifications</h2><p class="dim">Nothing to see here in practice.</p>`,
  apps: `<h2>Connected apps</h2><p class="dim">No apps are connected.</p>`,
};

function show(key) {
  for (const tab of document.querySelectorAll("[role=tab]")) tab.setAttribute("aria-selected", String(tab.dataset.key === key));
  panel.setAttribute("aria-labelledby", `tab-${key}`);
  panel.innerHTML = PANELS[key] ?? `<p class="dim">Loading…</p>`;
  if (key !== "ai") return;
  if (!PAGE.offered) { panel.innerHTML = "<h2>Third-party AI</h2><p>This setting isn’t available in your country or region.</p>"; return; }
  const blank = Object.fromEntries(ROWS.map(([one]) => [one, { enabled: false }]));
  Lab.settings({ read, draw, blank }).catch(() => { panel.innerHTML = "<p>Something went wrong. Try reloading.</p>"; });
}
for (const tab of document.querySelectorAll("[role=tab]")) tab.onclick = () => show(tab.dataset.key);
show("general");
