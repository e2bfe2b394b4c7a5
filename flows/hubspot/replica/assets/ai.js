// The AI settings: tabs drawn by a script; in the second one rows with a toggle, which is a box that nobody sees.
"use strict";
const home = document.getElementById("ai");
const API = `/api/ai-settings/v1/${AI.portal}`;
const ROWS = [
  ["ai_assistant", "AI assistants", "People in this account can use generative AI tools and features."],
  ["ai_crm_data", "CRM data", "AI features may look at the records of your CRM to give better answers."],
  ["model_training", "AI Model Training", "HubSpot may use your account’s customer data to train its machine-learning models. It takes up to one week until a change is done."],
].filter(([key]) => !(AI.missing && key === "model_training"));
const csrf = () => document.cookie.match(/csrf\.app=([^;]+)/)?.[1] ?? "";
const box = (key) => home.querySelector(`#toggle-${key}`);

const row = ([key, name, note]) => {
  const off = AI.disabled && key === "model_training";
  return `<div class="row"><h4>${name}</h4><p class="dim">${note}</p>
    <span class="UIToggle"><input type="checkbox" role="switch" id="toggle-${key}" aria-labelledby="label-${key}"${off ? " disabled" : ""}><label for="toggle-${key}"><span class="track" aria-hidden="true"></span><span class="unseen" id="label-${key}">${name}</span></label></span>
    ${off ? `<p class="dim">Only a Super Admin can change this setting.</p>` : ""}</div>`;
};
const paint = (key, value) => { box(key).checked = value; };
function changed(key) {
  const value = box(key).checked;
  Lab.change({
    value, before: !value, leaving: !value, paint: (shown) => paint(key, shown),
    send: () => fetch(`${API}/${key}`, { method: "PUT", headers: { "content-type": "application/json", "x-hubspot-csrf-hubspotapi": csrf() }, body: JSON.stringify({ enabled: value }) }),
  });
}
const pane = () => home.querySelector("[role=tabpanel]");
function draw(values) {
  if (!pane().querySelector(".row")) {
    pane().innerHTML = `<h3>Access</h3>${ROWS.map(row).join("")}`;
    for (const [key] of ROWS) box(key).onchange = () => changed(key);
  }
  for (const [key] of ROWS) paint(key, values[key]);
}
const read = async () => {
  const answer = await fetch(API);
  if (answer.status === 401) location.href = "https://app.hubspot.com/login?loginRedirectUrl=" + encodeURIComponent(location.href);
  if (!answer.ok) throw new Error("unreadable");
  return (await answer.json()).settings;
};
const TABS = ["Overview", "Access"];
function show(name) {
  home.innerHTML = `<ul role="tablist" class="tabs">${TABS.map((one) => `<li role="presentation"><a role="tab" tabindex="0" aria-selected="${one === name}">${one}</a></li>`).join("")}</ul><div role="tabpanel" aria-label="${name}"></div>`;
  for (const tab of home.querySelectorAll("[role=tab]")) tab.onclick = () => show(tab.textContent);
  if (name !== "Access") { pane().innerHTML = `<h3>Overview</h3><p class="dim">What AI does in HubSpot, and what it may look at.</p>`; return; }
  if (!AI.offered) { pane().innerHTML = "<p>This setting isn’t available in your country or region.</p>"; return; }
  pane().innerHTML = `<p class="dim">Loading…</p>`;
  Lab.settings({ read, draw, blank: Object.fromEntries(ROWS.map(([key]) => [key, false])) }).catch(() => { pane().innerHTML = "<p>Something went wrong. Try reloading.</p>"; });
}
show("Overview");
