// The page "Privacy and data": drawn once its settings have come; every switch saves at once.
"use strict";
const ROWS = [
  { section: "Search privacy", key: "hide_from_search", label: "Hide your profile from search engines", note: "Keep your profile out of the results of search engines such as Google." },
  { section: "Personalization", key: "personalize_from_sites", label: "Use sites you visit to improve which recommendations and ads you see", note: "Allow data from sites you visit to be used for what you see." },
  { section: "Ads data", key: "ads_activity", label: "Use partner info to improve which ads you see", note: "Allow partner data to be used for the ads you see." },
  { section: "GenAI", key: "genai_training", label: "Use your data to train Pinterest Canvas", note: "Allow your data to be used to help train Pinterest Canvas" },
].filter((row) => !(PAGE.missing && row.key === "genai_training"));
const main = document.getElementById("main");
const token = () => document.cookie.match(/csrftoken=([^;]+)/)?.[1] ?? "";
const box = (key) => document.getElementById(`switch-${key}`);

const row = (one) => {
  const fixed = PAGE.disabled && one.key === "genai_training";
  return `<section><h2>${one.section}</h2><div class="row" data-test-id="settings-row">
    <div class="words"><label for="switch-${one.key}">${one.label}</label><div class="dim" id="note-${one.key}">${one.note}</div>
    ${fixed ? `<div class="dim">Managed by your organization. You can’t change it here.</div>` : ""}</div>
    <div class="switch"><input type="checkbox" role="switch" id="switch-${one.key}" aria-describedby="note-${one.key}"${fixed ? " disabled" : ""}><span class="track" aria-hidden="true"><span></span></span></div></div></section>`;
};

const paint = (key, value) => { box(key).checked = value; };

function draw(values) {
  if (!main.querySelector("h1")) {
    main.innerHTML = `<h1>Privacy and data</h1><p>Manage how your data is used on Pinterest.</p>${ROWS.map(row).join("")}`;
    for (const one of ROWS) box(one.key).onchange = () => changed(one.key);
  }
  for (const one of ROWS) paint(one.key, values[one.key]);
}

function changed(key) {
  const value = box(key).checked;
  Lab.change({
    value, before: !value, leaving: !value,
    paint: (shown) => paint(key, shown),
    send: () => Lab.post(`/resource/UserSettingsResource/update/${key}/`, { options: { value } }, { "x-csrftoken": token() }),
  });
}

async function read() {
  const answer = await fetch("/resource/UserSettingsResource/get/", { headers: { accept: "application/json" } });
  if (answer.status === 401) location.href = "/login/?next=" + encodeURIComponent(location.pathname);
  if (!answer.ok) throw new Error("unreadable");
  return (await answer.json()).resource_response.data;
}

Lab.settings({ read, draw, blank: Object.fromEntries(ROWS.map((one) => [one.key, false])) })
  .catch(() => { main.innerHTML = "<p>Something went wrong. Try reloading the page.</p>"; });
