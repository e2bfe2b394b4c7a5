// Cards: each with a heading, some words, and a box that has no name of its own, drawn as a toggle.
"use strict";
const API = `/api/teams/${PAGE.team}/preferences`;
const home = document.getElementById("cards");
const TRAINING = ["Data Preferences", "Optional AI model training", "Code, agent chats and telemetry may be used to train models, and shared with third-party AI providers."];
const CARDS = { model_training: TRAINING, project_training: TRAINING, usage_mails: ["Usage", "Usage e-mails", "Every owner hears once a month of what was used."] };
const box = (key) => home.querySelector(`[data-key=${key}]`);
const paint = (key, value) => { box(key).checked = value; };

function card(key) {
  const [title, words, note] = CARDS[key];
  const off = PAGE.disabled && key === "model_training";
  return `<section class="card"><div class="in"><h2>${title}</h2><div class="row"><div><p>${words}</p><p class="dim">${note}</p></div>
    <label class="toggle"><input type="checkbox" data-key="${key}"${off ? " disabled" : ""}><span aria-hidden="true"></span></label></div></div>
    ${off ? "<footer><p>This setting is managed by your organization.</p></footer>" : ""}</section>`;
}
function changed(key) {
  const value = box(key).checked;
  Lab.change({
    value, before: !value, leaving: !value, paint: (shown) => paint(key, shown),
    send: () => fetch(API, { method: "PATCH", headers: { "content-type": "application/json" }, body: JSON.stringify({ [key]: value }) }),
  });
}
function draw(values) {
  if (!home.firstChild) {
    home.innerHTML = PAGE.keys.map(card).join("");
    for (const key of PAGE.keys) box(key).onchange = () => changed(key);
  }
  for (const key of PAGE.keys) paint(key, values[key]);
}
const read = async () => {
  const answer = await fetch(API);
  if (answer.status === 401) location.href = "/login?next=" + encodeURIComponent(location.pathname);
  if (!answer.ok) throw new Error("unreadable");
  return answer.json();
};
const rename = document.getElementById("rename");
if (rename) rename.onclick = () => fetch(`/api/teams/${PAGE.team}`, { method: "PATCH" });
Lab.settings({ read, draw, blank: { model_training: false, project_training: false, usage_mails: false } }).catch(() => { home.innerHTML = "<p>Something went wrong. Try reloading.</p>"; });
