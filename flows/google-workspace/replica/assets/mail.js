// The mailbox: one page whose view stands behind the #. The settings are one long form; nothing is kept before Save Changes.
"use strict";
const view = document.getElementById("view");
const API = "/mail/u/0/settings";
const at = () => document.cookie.match(/GMAIL_AT=([^;]+)/)?.[1] ?? "";
const send = (changes) => Lab.post(API, changes, { "x-gmail-at": at() });
const TABS = [["general", "General"], ["labels", "Labels"], ["inbox", "Inbox"], ["accounts", "Accounts and Import"], ["filters", "Filters and Blocked Addresses"], ["fwdandpop", "Forwarding and POP/IMAP"], ["chat", "Chat and Meet"]];
let saved = {};
let now = {};
let count = 0;

const row = (name, help, inner) => `<tr><td class="r8"><span class="rc">${name}:</span>${help ? `<div class="help">${help}</div>` : ""}</td><td class="r9">${inner}</td></tr>`;
const box = (key, name, note = "", off = false) => { const id = `:${(count++).toString(36)}`; return `<table class="inner"><tbody><tr><td><input type="checkbox" id="${id}" data-key="${key}"${off ? " disabled" : ""}></td><td><label for="${id}">${name}</label>${note ? `<div class="help">${note}</div>` : ""}</td></tr></tbody></table>`; };
const radio = (key, [on, off]) => [[true, on], [false, off]].map(([value, name]) => { const id = `:${(count++).toString(36)}`; return `<div><input type="radio" name="bx_${key}" id="${id}" data-key="${key}" value="${value}"><label for="${id}"><b>${name}</b></label></div>`; }).join("");

function rows() {
  const smart = box("smart_features", "Turn on smart features in Gmail, Chat, and Meet", `When you turn this setting on, you agree to let Gmail, Chat, and Meet use your content and activity in these products to provide smart features and personalize your experience.${PAGE.disabled ? " Your administrator has set this for you." : ""}`, PAGE.disabled);
  return row("Maximum page size", "", `Show <select data-key="page_size" aria-label="Maximum page size"><option>25</option><option>50</option><option>100</option></select> conversations per page`)
    + row("Conversation View", "(sets whether emails of the same topic are grouped together)", radio("conversation_view", ["Conversation view on", "Conversation view off"]))
    + row("Nudges", "", box("nudge_replies", "Suggest emails to reply to", "Emails you might have forgotten to respond to will appear at the top of your inbox"))
    + (PAGE.missing ? "" : row("Smart features", "", smart))
    + row("Google Workspace smart features", "", `<div class="help">Features across Google Workspace that use your Workspace content and activity.</div><button type="button" id="manage">Manage Workspace smart feature settings</button>`)
    + row("Keyboard shortcuts", "", radio("keyboard_shortcuts", ["Keyboard shortcuts on", "Keyboard shortcuts off"]))
    + row("Personal level indicators", "", box("personal_indicators", "Show indicators - Display an arrow ( › ) by messages sent to my address (not a mailing list)"));
}

function settings(tab) {
  const tabs = TABS.map(([key, name]) => `<div role="tab" tabindex="0" aria-selected="${key === tab}"><a href="#settings/${key}" role="link" tabindex="-1">${name}</a></div>`).join("");
  view.innerHTML = `<h2 class="title">Settings</h2><div role="tablist" class="tabs">${tabs}</div><div id="tab"></div>`;
  const pane = document.getElementById("tab");
  if (tab !== "general") return void (pane.innerHTML = "<p>Nothing here yet.</p>");
  pane.innerHTML = `<p>Loading…</p>`;
  const draw = (values) => { saved = { ...values }; now = { ...values }; form(pane); };
  Lab.settings({ read, draw, blank: { smart_features: false, conversation_view: true, keyboard_shortcuts: false, page_size: "50", nudge_replies: false, personal_indicators: false, workspace_smart_features: false, other_google_products: false } })
    .catch(() => { pane.innerHTML = "<p>Something went wrong. Try reloading.</p>"; });
}

function form(pane) {
  pane.innerHTML = `<table class="cf"><tbody>${rows()}</tbody></table><div class="buttons"><button type="button" id="save" guidedhelpid="save_changes_button" disabled>Save Changes</button><button type="button" id="cancel">Cancel</button></div>`;
  for (const one of pane.querySelectorAll("[data-key]")) {
    const value = now[one.dataset.key];
    if (one.type === "radio") one.checked = String(value) === one.value;
    else if (one.type === "checkbox") one.checked = value;
    else one.value = value;
    one.onchange = () => {
      now[one.dataset.key] = one.type === "radio" ? one.value === "true" : one.type === "checkbox" ? one.checked : one.value;
      document.getElementById("save").disabled = Object.keys(now).every((key) => now[key] === saved[key]);
    };
  }
  document.getElementById("save").onclick = save;
  document.getElementById("cancel").onclick = () => { location.hash = "#inbox"; };
  document.getElementById("manage").onclick = manage;
}

// Everything that was changed is sent together; turning the features off asks first, and loads the page anew.
async function save() {
  const changes = Object.fromEntries(Object.entries(now).filter(([key, value]) => saved[key] !== value));
  const off = changes.smart_features === false;
  if (off && !(await Lab.ask("Turn off smart features?", "Gmail, Chat, and Meet will no longer use your content and activity for smart features, and Gmail will reload.", "Turn off and reload", "Cancel"))) return;
  if (!(await Lab.change({ value: true, before: false, leaving: false, paint: () => {}, send: () => send(changes) }))) return;
  location.hash = "#inbox";
  if (off) location.reload();
}

// The dialog of the other two: switches, kept by a Save of its own.
function manage() {
  const rows = [["workspace_smart_features", "Smart features in Google Workspace"], ["other_google_products", "Smart features in other Google products"]];
  const dialog = Lab.element(`<div class="veil"><div role="dialog" aria-modal="true" aria-labelledby="ws"><h2 id="ws">Workspace smart feature settings</h2>${rows.map(([key, name]) =>
    `<div class="sw"><span id="sw-${key}">${name}</span><button type="button" role="switch" data-key="${key}" aria-checked="${saved[key]}" aria-labelledby="sw-${key}"></button></div>`).join("")}<div class="buttons"><button type="button">Cancel</button><button type="button" class="main">Save</button></div></div></div>`);
  for (const one of dialog.querySelectorAll("[role=switch]")) one.onclick = () => one.setAttribute("aria-checked", String(one.getAttribute("aria-checked") !== "true"));
  const [cancel, keep] = dialog.querySelectorAll(".buttons button");
  cancel.onclick = () => dialog.remove();
  keep.onclick = async () => {
    const changes = Object.fromEntries([...dialog.querySelectorAll("[role=switch]")].map((one) => [one.dataset.key, one.getAttribute("aria-checked") === "true"]));
    if (await Lab.change({ value: true, before: false, leaving: false, paint: () => {}, send: () => send(changes) })) dialog.remove();
  };
  document.body.append(dialog);
}

const quick = document.getElementById("quick");
document.getElementById("gear").onclick = () => {
  const open = !quick.firstChild;
  quick.innerHTML = open ? `<div class="panel" role="complementary" aria-label="Quick settings"><b>Quick settings</b><button type="button">See all settings</button><p>Density</p><p>Theme</p></div>` : "";
  document.getElementById("gear").setAttribute("aria-expanded", String(open));
  if (open) quick.querySelector("button").onclick = () => { quick.innerHTML = ""; location.hash = "#settings/general"; };
};
const read = async () => {
  const answer = await fetch(API);
  if (answer.status === 401) location.href = "https://accounts.google.com/v3/signin/identifier?continue=" + encodeURIComponent(location.href);
  if (!answer.ok) throw new Error("unreadable");
  return (await answer.json()).settings;
};
function show() {
  const [where, tab] = location.hash.slice(1).split("/");
  if (where === "settings") return settings(tab ?? "general");
  view.innerHTML = `<table class="list"><tbody><tr><td>Grace Sample</td><td>Three gardens, three winters</td></tr><tr><td>Gmail Team</td><td>Your new inbox</td></tr></tbody></table>`;
}
addEventListener("hashchange", show);
show();
