// Manage Your Alexa Data: sections of switches and a list of radio buttons, each saved at once.
"use strict";
const home = document.getElementById("apd");
const API = "/alexa-privacy/apd/api/settings";
const KEEP = ["save until I delete them", "save for 18 months", "save for 3 months", "Don't save recordings"];
const token = () => document.cookie.match(/csrf-main=([^;]+)/)?.[1] ?? "";
const send = (key, value) => fetch(API, { method: "PUT", headers: { "content-type": "application/json", "anti-csrftoken-a2z": token() }, body: JSON.stringify({ settings: { [key]: value } }) });
const told = PAGE.disabled ? `<p class="a-dim">This setting is managed by the administrator of your household.</p>` : "";

// The name stands beside the switch, and the box itself is unseen below what is drawn.
const toggle = (key, name, note, own) => `<div class="apd-row" data-key="${key}"><div><span class="apd-name" id="${key}-name">${name}</span>${note ? `<p class="a-dim">${note}</p>` : ""}</div>
  <label class="a-switch-label"><input type="checkbox" class="a-switch-input" aria-labelledby="${key}-name"${own && PAGE.disabled ? " disabled" : ""}><span class="a-switch" aria-hidden="true"><span class="a-switch-control"></span></span></label></div>`;
const radios = () => `<fieldset class="apd-radios"><legend>Choose how long to save recordings</legend>${KEEP.map((one, n) =>
  `<div class="a-radio"><label><input type="radio" name="retention" value="${n}"${PAGE.disabled ? " disabled" : ""}><span class="a-label">${one}</span></label></div>`).join("")}</fieldset>`;

let now = {};
function build() {
  home.innerHTML = `<section><h2>Voice recordings</h2>${PAGE.missing ? "" : told + radios()}</section>
    <section><h2>Smart Alerts</h2>${toggle("sound_detection_history", "Save sounds that were detected")}</section>
    <section><h2>Help improve Alexa</h2>${PAGE.missing ? "" : told + toggle("voice_recordings", "Use of voice recordings", "Recordings may be used to develop our services, and people may listen to a small part of them.", true)}
    ${toggle("message_transcriptions", "Use messages to improve transcriptions", "Messages that you send with Alexa may be used to make their transcriptions more accurate.")}</section>`;
  for (const row of home.querySelectorAll(".apd-row")) row.querySelector("input").onchange = (event) => switched(row.dataset.key, event.target.checked);
  for (const one of home.querySelectorAll("[name=retention]")) one.onchange = () => chosen(KEEP[Number(one.value)]);
}

const paint = (key, value) => {
  now[key] = value;
  for (const one of home.querySelectorAll(key === "retention" ? "[name=retention]" : `[data-key=${key}] input`))
    one.checked = key === "retention" ? KEEP[Number(one.value)] === value : value;
};
function switched(key, value) {
  const question = ["Use of voice recordings", "If you turn this off, Alexa may understand you less well, and new features may not work well for you.", "Turn off", "Cancel"];
  Lab.change({ value, before: !value, leaving: key === "voice_recordings" && !value, question, paint: (shown) => paint(key, shown), send: () => send(key, value) });
}
function chosen(value) {
  const question = ["Choose how long to save recordings", "Alexa will not save your recordings from now on, and may understand you less well.", "Confirm", "Cancel"];
  Lab.change({ value, before: now.retention, leaving: value === KEEP.at(-1), question, paint: (shown) => paint("retention", shown), send: () => send("retention", value) });
}

const draw = (values) => {
  if (!home.querySelector("section")) build();
  for (const [key, value] of Object.entries(values)) paint(key, value);
};
const read = async () => {
  const answer = await fetch(API);
  if (answer.status === 401) location.href = "/ap/signin?openid.return_to=" + encodeURIComponent(location.pathname);
  if (!answer.ok) throw new Error("unreadable");
  return (await answer.json()).settings;
};
Lab.settings({ read, draw, blank: { voice_recordings: false, retention: KEEP.at(-1), message_transcriptions: false, sound_detection_history: false } })
  .catch(() => { home.innerHTML = "<p>Something went wrong. Please try again later.</p>"; });
