// Studio: a drawer at the left, and behind its gear a dialog of settings, in which nothing is kept until Save.
"use strict";
const call = (name, body) => Lab.post(`/youtubei/v1/creator/${name}`, body, { "x-goog-authuser": "0" });
const drawer = document.querySelector("ytcp-navigation-drawer");
drawer.innerHTML = `<nav aria-label="Channel navigation"><b>${STUDIO.name}</b><span class="dim">Your channel</span>
  ${[["", "Dashboard"], ["/videos", "Content"], ["/analytics", "Analytics"], ["/comments", "Comments"]].map(([path, name]) => `<a href="/channel/${STUDIO.id}${path}">${name}</a>`).join("")}
  <tp-yt-paper-icon-item id="settings-item" role="menuitem" tabindex="0"><span>Settings</span></tp-yt-paper-icon-item>
  <tp-yt-paper-icon-item id="feedback-item" role="menuitem" tabindex="0"><span>Send feedback</span></tp-yt-paper-icon-item></nav>`;

const SECTIONS = ["General", "Channel", "Upload defaults", "Permissions", "Community", "Agreements"];
const TABS = ["Basic info", "Advanced settings", "Feature eligibility"];
const TRAINING = "Allow third-party companies to train AI models using my channel content";
let saved = {};
let now = {};
let dialog = null;

async function open() {
  if (dialog) return;
  dialog = Lab.element(`<ytcp-settings-dialog><div class="backdrop"><div class="dialog" role="dialog" aria-modal="true" aria-labelledby="dialog-title">
    <h1 id="dialog-title">Settings</h1><div class="split"><ul class="menu" role="menu">${SECTIONS.map((name) => `<li role="menuitem" tabindex="0" data-section="${name}">${name}</li>`).join("")}</ul><div class="pane"></div></div>
    <div class="foot"><ytcp-button label="Close" id="close"></ytcp-button><ytcp-button label="Save" type="filled" id="save" disabled></ytcp-button></div></div></div></ytcp-settings-dialog>`);
  document.body.append(dialog);
  dialog.querySelector("#close").addEventListener("press", shut);
  dialog.querySelector("#save").addEventListener("press", save);
  dialog.addEventListener("click", (event) => {
    const section = event.target.closest("[data-section]")?.dataset.section;
    const tab = event.target.closest("[data-tab]")?.dataset.tab;
    if (section) show(section, TABS[0]);
    if (tab) show("Channel", tab);
  });
  show("General", "");
}

function shut() { dialog.remove(); dialog = null; }

function show(section, tab) {
  for (const one of dialog.querySelectorAll("[data-section]")) one.toggleAttribute("data-selected", one.dataset.section === section);
  const pane = dialog.querySelector(".pane");
  if (section !== "Channel") { pane.innerHTML = section === "General" ? `<h2>Default units</h2><p>Currency: EUR</p>` : `<h2>${section}</h2><p>Nothing to set in practice.</p>`; return; }
  pane.innerHTML = `<div role="tablist" class="tabs">${TABS.map((name) => `<tp-yt-paper-tab role="tab" tabindex="0" data-tab="${name}" aria-selected="${name === tab}">${name}</tp-yt-paper-tab>`).join("")}</div><div class="inner"></div>`;
  const inner = pane.querySelector(".inner");
  if (tab !== "Advanced settings") { inner.innerHTML = `<p>Country of residence, keywords and the like.</p>`; return; }
  inner.innerHTML = `<p class="dim">Loading…</p>`;
  const read = async () => {
    const answer = await call("get_creator_channels", { channelIds: [STUDIO.id] });
    if (answer.status === 401) location.href = "https://accounts.google.com/ServiceLogin?continue=" + encodeURIComponent(location.href);
    if (!answer.ok) throw new Error("unreadable");
    return (await answer.json()).channels[0].settings;
  };
  const draw = (values) => { saved = { ...values }; now = { ...values }; advanced(inner); };
  const blank = { thirdPartyTraining: false, trainingCompanies: "selected", audience: "not-for-kids", automaticCaptions: false, allowClips: false, showSubscriberCount: false, interestBasedAdsOff: false };
  Lab.settings({ read, draw, blank }).catch(() => { inner.innerHTML = "<p>Something went wrong. Try reloading.</p>"; });
}

const radios = (key, options) => `<div role="radiogroup" data-key="${key}">${options.map(([value, name]) => `<tp-yt-paper-radio-button name="${value}">${name}</tp-yt-paper-radio-button>`).join("")}</div>`;
const box = (key, label, note = "", off = false) => `<ytcp-form-checkbox data-key="${key}" label="${label}"${off ? " disabled" : ""}>${note}</ytcp-form-checkbox>`;

function advanced(inner) {
  inner.innerHTML = `<h2>Audience</h2><p>Simplify your workflow by setting your channel as made for kids or not.</p>
    ${radios("audience", [["for-kids", "Yes, set this channel as made for kids"], ["not-for-kids", "No, set this channel as not made for kids"]])}
    <h2>Automatic captions</h2>${box("automaticCaptions", "Don’t show potentially inappropriate words")}
    <h2>Clips</h2>${box("allowClips", "Allow viewers to clip my content")}
    ${STUDIO.missing ? "" : `<h2>Third-party training</h2>${box("thirdPartyTraining", TRAINING, `This applies to videos that are eligible.${STUDIO.disabled ? " This setting is managed by your organization." : ""}`, STUDIO.disabled)}
    <div id="companies">${radios("trainingCompanies", [["selected", "Selected third-party companies only"], ["all", "All third-party companies"]])}</div>`}
    <h2>Advertisements</h2>${box("interestBasedAdsOff", "Disable interest-based ads")}
    <h2>Other settings</h2>${box("showSubscriberCount", "Display the number of people subscribed to my channel")}`;
  inner.onchange = (event) => { const one = event.target.closest("[data-key]"); now[one.dataset.key] = one.value; paint(inner); };
  inner.addEventListener("chosen", (event) => { now[event.target.parentElement.dataset.key] = event.detail; paint(inner); });
  paint(inner);
}

function paint(inner) {
  for (const one of inner.querySelectorAll("ytcp-form-checkbox")) one.value = now[one.dataset.key];
  for (const one of inner.querySelectorAll("tp-yt-paper-radio-button")) one.setAttribute("aria-checked", String(now[one.parentElement.dataset.key] === one.getAttribute("name")));
  if (!STUDIO.missing) inner.querySelector("#companies").hidden = !now.thirdPartyTraining;
  dialog.querySelector("#save").disabled = Object.keys(now).every((key) => now[key] === saved[key]);
}

async function save() {
  const changes = Object.fromEntries(Object.entries(now).filter(([key, value]) => saved[key] !== value));
  const done = await Lab.change({ value: false, before: true, leaving: changes.thirdPartyTraining === false, paint: () => {}, send: () => call("update_creator_channel", { channelId: STUDIO.id, settings: changes }) });
  if (done && dialog) shut();
}

drawer.addEventListener("click", (event) => { if (event.target.closest("#settings-item")) open(); });
drawer.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target.closest("#settings-item")) open(); });
if (location.pathname === "/") history.replaceState({}, "", `/channel/${STUDIO.id}`);
