// The app: settings are a dialog with tabs over it, opened by the address's hash or the menu; one row opens another dialog.
"use strict";
const app = document.getElementById("app");
const ROWS = {
  training_allowed: APP.improve,
  voice_training_allowed: "Include your audio recordings",
  video_training_allowed: "Include your video recordings",
};
let values = {};
let drawn = () => {};

function shell() {
  const end = APP.me
    ? `<button type="button" class="end" data-testid="accounts-profile-button">${APP.me}</button>`
    : `<button type="button" class="end" id="visitor">Settings</button>`;
  app.innerHTML = `<nav aria-label="Chat history"><a href="/">New chat</a><a href="/codex">Codex</a>${end}</nav>
    <main><h1>What can I help with?</h1><div class="ask" contenteditable="true" role="textbox" aria-label="Ask anything"></div></main>
    ${APP.me ? "" : `<div class="gate"><a href="/auth/login">Log in</a><button type="button">Sign up for free</button></div>`}`;
  if (APP.me) {
    Radix.menu(app.querySelector("[data-testid=accounts-profile-button]"), () => [
      { text: "Settings", test: "settings-menu-item", run: () => openSettings("General") },
      { text: "Log out", run: () => {} },
    ]);
  } else app.querySelector("#visitor").onclick = visitorSettings;
}

async function read() {
  const answer = await fetch("/backend-api/settings/user");
  if (answer.status === 401) location.href = "/auth/login";
  if (!answer.ok) throw new Error("unreadable");
  return (await answer.json()).settings;
}
const save = (feature) => async (value) => {
  const answer = await fetch(`/backend-api/settings/account_user_setting?feature=${feature}&value=${value}`, { method: "PATCH", headers: { "content-type": "application/json" }, body: "{}" });
  if (answer.ok) values[feature] = value;
  return answer;
};

function openSettings(tab) {
  const box = Radix.dialog({ title: "Settings", body: `<div class="rx-tabs"></div>` });
  Radix.tabs(box.querySelector(".rx-tabs"), [["General", "General"], ["Personalization", "Personalization"], ["DataControls", "Data controls", "data-controls-tab"]], {
    chosen: tab,
    panel: (key, pane) => {
      if (key === "DataControls") return dataControls(pane);
      if (key === "General") pane.innerHTML = `<h3>General</h3><div class="rx-row"><div>Language</div><div>Auto-detect</div></div>`;
      else personalization(pane);
    },
  });
}

async function personalization(pane) {
  pane.innerHTML = "<h3>Personalization</h3>";
  const button = Radix.row(pane, { label: "Memory", note: "Reference saved memories", save: save("memory") });
  Radix.paint(button, (await read()).memory);
}

// The row is a button that tells the state; the switch is in the dialog that it opens.
async function dataControls(pane) {
  pane.innerHTML = `<h3>Data controls</h3><p class="note">Loading…</p>`;
  if (!APP.offered) { pane.innerHTML = `<h3>Data controls</h3><p>This setting isn’t available in your country or region.</p>`; return; }
  drawn = (now) => {
    values = now;
    if (!pane.querySelector("#rows")) {
      pane.innerHTML = `<h3>Data controls</h3><div id="rows">${APP.missing ? "" : `<button type="button" class="row-button" data-testid="improve-model-open-modal-button"><span>${APP.improve}</span><span class="state"></span></button>`}
        <div class="rx-row"><div>Shared links</div><button type="button">Manage</button></div></div>`;
      const button = pane.querySelector(".row-button");
      if (button) button.onclick = improve;
    }
    const state = pane.querySelector(".state");
    if (state) state.textContent = now.training_allowed ? "On" : "Off";
  };
  try {
    await Lab.settings({ read, draw: (now) => drawn(now), blank: Object.fromEntries(Object.keys(ROWS).map((key) => [key, false])) });
  } catch {
    pane.innerHTML = `<h3>Data controls</h3><p>Something went wrong. Try reloading.</p>`;
  }
}

function improve() {
  const box = Radix.dialog({ title: APP.improve, small: true, onclosed: () => drawn(values), body: `<div class="rows"></div><h3>Voice</h3><div class="voice"></div>
    <p class="note">${APP.disabled ? "This setting is managed by your workspace." : "Allow your content to be used to train our models, which makes ChatGPT better for you and everyone who uses it."}</p><button type="button" class="done">Done</button>` });
  const switches = Object.entries(ROWS).map(([key, label], n) => Radix.row(box.querySelector(n ? ".voice" : ".rows"), {
    label, test: n ? undefined : "improve-model-toggle", disabled: APP.disabled, save: save(key),
  }));
  const paintAll = (now) => Object.keys(ROWS).forEach((key, n) => Radix.paint(switches[n], now[key]));
  const row = drawn;
  drawn = (now) => { row(now); paintAll(now); };
  paintAll(values);
  box.querySelector(".done").onclick = () => box.closeLayer();
}

// People who are signed out have a switch of the same name, which their browser alone remembers.
function visitorSettings() {
  const box = Radix.dialog({ title: "Settings", small: true, body: "<div class='rows'></div>" });
  const known = document.cookie.includes("oai-no-auth-training-disabled=1");
  const button = Radix.row(box.querySelector(".rows"), { label: APP.improve, save: async (value) => {
    document.cookie = `oai-no-auth-training-disabled=${value ? 0 : 1}; secure; max-age=86400`;
    return Lab.post("/__lab/pressed/signed-out-training", {});
  } });
  Radix.paint(button, !known);
}

shell();
if (APP.me && (APP.opens || (APP.hash && location.hash === "#settings/DataControls"))) Lab.ready.then(() => setTimeout(() => openSettings("DataControls"), 150));
