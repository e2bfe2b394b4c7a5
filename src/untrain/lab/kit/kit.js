// What every practice page shares: reading and saving with the weather of the day, toasts, dialogs.
// The weather that lives in a page is told by the server in <script id="lab">.
"use strict";
const Lab = (() => {
  const told = JSON.parse(document.getElementById("lab").textContent);
  const weather = new Set(told.weather);
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const ready = new Promise((done) => {
    if (document.readyState !== "loading") done();
    else document.addEventListener("DOMContentLoaded", done);
  });

  function element(html) {
    const holder = document.createElement("template");
    holder.innerHTML = html.trim();
    return holder.content.firstElementChild;
  }

  function post(url, body, headers = {}) {
    return fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  }

  // Read the settings and draw them; in some weather, what is drawn first is only a default.
  async function settings({ read, draw, blank }) {
    const late = weather.has("late_hydration") || weather.has("late_hydration_timer");
    if (late && blank) draw(blank);
    const values = await read();
    if (weather.has("late_hydration_timer")) await pause(1200);
    draw(values);
    return values;
  }

  // Save one change: ask, confirm and stage as the weather has it, then send. `paint` shows a value, at once.
  const TURN_OFF = ["Turn off this setting?", "You can turn it on again at any time.", "Turn off", "Keep it on"];
  const TURN_ON = ["Turn on this setting?", "You can turn it off again at any time.", "Turn on", "Keep it off"];

  // `leaving` is whether it keeps the data out; `question` is what a dialog asks then: title, text, yes, no.
  async function change({ value, before, leaving, question, paint, send }) {
    const asks = weather.has("password_reconfirm") || (leaving && weather.has("confirm_dialog"));
    if (asks) paint(before);
    if (leaving && weather.has("confirm_dialog")) {
      const sure = await ask(...(question ?? (value === true ? TURN_ON : TURN_OFF)));
      if (!sure) return false;
    }
    if (weather.has("password_reconfirm") && !(await reconfirm())) return false;
    paint(value);
    if (weather.has("save_button_needed")) await saveBar();
    return deliver(send);
  }

  async function deliver(send) {
    try {
      const answer = await send();
      const body = await answer.json().catch(() => ({}));
      if (answer.ok && body.errors) toast(body.errors[0].message);
      return answer.ok && !body.errors;
    } catch {
      return false; // an optimistic page says nothing
    }
  }

  function toast(text) {
    document.querySelector(".lab-toast")?.remove();
    const box = element(`<div class="lab-toast" role="alert"></div>`);
    box.textContent = text;
    document.body.append(box);
    setTimeout(() => box.remove(), 6000);
  }

  function ask(title, text, yes, no) {
    return new Promise((done) => {
      const box = element(`<div class="lab-veil"><div class="lab-box" role="dialog" aria-modal="true" aria-label="${title}">
        <h2>${title}</h2><p>${text}</p>
        <div class="lab-buttons"><button type="button">${no}</button><button type="button" class="main">${yes}</button></div></div></div>`);
      const [refuse, agree] = box.querySelectorAll("button");
      refuse.onclick = () => (box.remove(), done(false));
      agree.onclick = () => (box.remove(), done(true));
      document.body.append(box);
    });
  }

  function reconfirm() {
    return new Promise((done) => {
      const box = element(`<div class="lab-veil"><div class="lab-box" role="dialog" aria-modal="true" aria-label="Confirm your password">
        <h2>Confirm your password</h2><p>To save this change, enter your password again.</p>
        <form><label>Password<br><input type="password" autocomplete="current-password"></label>
        <p role="alert"></p>
        <div class="lab-buttons"><button type="button">Cancel</button><button class="main">Confirm</button></div></form></div></div>`);
      box.querySelector("button[type=button]").onclick = () => (box.remove(), done(false));
      box.querySelector("form").onsubmit = async (event) => {
        event.preventDefault();
        const answer = await post("/__lab/reconfirm", { password: box.querySelector("input").value });
        if (answer.ok) return box.remove(), done(true);
        box.querySelector("[role=alert]").textContent = "That password is not right.";
      };
      document.body.append(box);
      box.querySelector("input").focus();
    });
  }

  function saveBar() {
    return new Promise((done) => {
      document.querySelector(".lab-bar")?.remove();
      const bar = element(`<div class="lab-bar"><span>You have unsaved changes</span><button type="button" class="main">Save</button></div>`);
      bar.querySelector("button").onclick = () => (bar.remove(), done());
      document.body.append(bar);
    });
  }

  // A sign-in step: gives what the server says, with `error` where it refused.
  async function signIn(url, fields) {
    const wanted = new URLSearchParams(location.search);
    const answer = await post(url, { ...Object.fromEntries(wanted), ...fields });
    return answer.json();
  }

  // Keep everything that one presses in overlays out of the page's own code.
  function closeOverlay(what, id) {
    document.getElementById(id)?.remove();
    return what ? post(`/__lab/${what}`, {}) : null;
  }

  return { weather, pause, ready, element, post, settings, change, deliver, toast, ask, signIn, closeOverlay };
})();
