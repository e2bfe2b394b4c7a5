// The app: one page that draws itself from its address. Below the fold a settings page fills itself as one scrolls.
"use strict";
const root = document.getElementById("root");
const gql = (operationName, variables = {}) => fetch("https://gql.twitch.tv/gql", {
  method: "POST", credentials: "include", headers: { "content-type": "application/json" },
  body: JSON.stringify({ operationName, variables }),
});

const top_ = () => `<nav class="top" aria-label="Main"><a class="brand" href="/">Twitch</a><a href="/directory/following">Following</a><a href="/directory">Browse</a>
  <input type="search" placeholder="Search" aria-label="Search Input">
  <div class="me"><button type="button" data-a-target="user-menu-toggle" aria-label="User Menu" aria-haspopup="true"><span class="face" role="img" aria-label="User Avatar"></span></button></div></nav>`;

const TABS = [["profile", "Profile"], ["prime", "Prime Gaming"], ["channel", "Channel and Videos"], ["security", "Security and Privacy"], ["notifications", "Notifications"], ["connections", "Connections"]];
const href = (tab) => (tab === "security" ? APP.security : `/settings/${tab}`);
const tabs = () => `<h1>Settings</h1><ul role="tablist" class="tabs">${TABS.map(([tab, name]) =>
  `<li role="presentation"><a role="tab" href="${href(tab)}" aria-selected="${location.pathname === href(tab)}">${name}</a></li>`).join("")}</ul>`;

const ROWS = [
  { key: "blockWhispers", name: "Block Whispers from Strangers", note: "Whispers from people that you don’t follow are not delivered." },
  { key: "hideActivity", name: "Hide Activity", note: "Your friends don’t see what you are watching." },
  { key: "blockGifts", name: "Block Gifted Subscriptions", note: "Nobody can give you a subscription as a gift." },
  { key: "hideGiftCount", name: "Always Hide Gift Count", note: "How many subscriptions you have given is not shown in chat." },
  { key: "genAITraining", name: "Training for Generative AI", note: "Allow Amazon and Twitch to use your streams, past broadcasts, clips, highlights, images and the chat of your channel to train generative AI models." },
].filter((row) => !(APP.missing && row.key === "genAITraining"));

// Every switch carries the same attributes; only the words of its row tell one from another.
const row = ({ key, name, note }) => {
  const fixed = APP.disabled && key === "genAITraining";
  return `<div class="row"><div class="title"><p>${name}</p></div><div class="what">
    <div class="tw-toggle"><input class="tw-toggle__input" id="t${key.length}${ROWS.findIndex((one) => one.key === key)}" type="checkbox" data-a-target="tw-toggle"${fixed ? " disabled" : ""}>
    <label class="tw-toggle__button" for="t${key.length}${ROWS.findIndex((one) => one.key === key)}"></label></div>
    <p class="dim">${note}</p>${fixed ? `<p class="dim">This setting is managed by your organization.</p>` : ""}</div></div>`;
};
const SECTIONS = [
  ["Contact", `<div class="row"><div class="title"><p>Email</p></div><div class="what"><p>Verified. Thank you for verifying your email.</p></div></div>
     <div class="row"><div class="title"><p>Phone Number</p></div><div class="what"><a href="#">Add a number</a></div></div>`],
  ["Security", `<div class="row"><div class="title"><p>Password</p></div><div class="what"><button type="button">Change password</button></div></div>
     <div class="row tall"><div class="title"><p>Two-Factor Authentication</p></div><div class="what"><button type="button">Set Up Two-Factor Authentication</button></div></div>
     <div class="row tall"><div class="title"><p>Sign Out Everywhere</p></div><div class="what"><button type="button">Sign Out Everywhere</button></div></div>`],
  ["Privacy", ROWS.slice(0, 4).map(row).join("")],
  ["", ROWS.slice(4).map(row).join("")],
];
const input = (key) => document.getElementById(`t${key.length}${ROWS.findIndex((one) => one.key === key)}`);
let known = null;

const paint = (key, value) => { if (input(key)) input(key).checked = value; };
const paintAll = () => { for (const one of ROWS) paint(one.key, known[one.key]); };

function changed(key) {
  const value = input(key).checked;
  Lab.change({
    value, before: !value, leaving: !value,
    paint: (shown) => { known[key] = shown; paint(key, shown); },
    send: () => gql("UpdateUserSettings", { input: { [key]: value } }),
  });
}

function fill(pane) {
  const end = pane.querySelector(".end");
  let shown = 0;
  new IntersectionObserver((seen, watch) => {
    if (!seen.some((one) => one.isIntersecting)) return;
    const [title, rows] = SECTIONS[shown++];
    end.insertAdjacentHTML("beforebegin", `<section>${title ? `<h2>${title}</h2>` : ""}${rows}</section>`);
    for (const one of ROWS) if (input(one.key)) input(one.key).onchange = () => changed(one.key);
    paintAll();
    watch.unobserve(end);
    if (shown < SECTIONS.length) requestAnimationFrame(() => watch.observe(end));
  }).observe(end);
}

async function security(pane) {
  if (!APP.offered) { pane.innerHTML = `<h2>Security and Privacy</h2><p>This setting isn’t available in your country or region.</p>`; return; }
  pane.innerHTML = `<div class="loading">Loading…</div>`;
  const read = async () => {
    const answer = await gql("SecurityAndPrivacySettings");
    if (answer.status === 401) location.href = "/login?redirect=" + encodeURIComponent(location.pathname);
    if (!answer.ok) throw new Error("unreadable");
    return (await answer.json()).data.currentUser.settings;
  };
  const draw = (values) => {
    known = { ...values };
    if (!pane.querySelector(".end")) { pane.innerHTML = `<div class="end"></div>`; fill(pane); } else paintAll();
  };
  try {
    await Lab.settings({ read, draw, blank: Object.fromEntries(ROWS.map((one) => [one.key, false])) });
  } catch {
    pane.innerHTML = `<div class="loading">Something went wrong. Try reloading.</div>`;
  }
}

function draw() {
  if (!location.pathname.startsWith("/settings")) {
    root.innerHTML = `${top_()}<main class="page"><h1>Welcome back, ${APP.name}</h1><p>Nobody that you follow is live.</p></main>`;
    return;
  }
  root.innerHTML = `${top_()}<div class="scroll"><main class="page">${tabs()}<div class="pane"></div></main></div>`;
  const pane = root.querySelector(".pane");
  if (location.pathname === APP.security) security(pane);
  else pane.innerHTML = `<h2>${TABS.find(([tab]) => href(tab) === location.pathname)?.[1] ?? "Settings"}</h2><p>Nothing to see here in practice.</p>`;
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-a-target=user-menu-toggle]")) {
    if (document.querySelector(".menu")) return document.querySelector(".menu").remove();
    return document.querySelector(".me").append(Lab.element(`<div class="menu" role="dialog" aria-label="User Menu">
      <a data-a-target="channel-dropdown-button" href="/${APP.name}">Channel</a><a href="/settings/profile" data-a-target="settings-dropdown-link">Settings</a><a href="/logout">Log Out</a></div>`));
  }
  document.querySelector(".menu")?.remove();
  const link = event.target.closest("a[href^='/settings']");
  if (!link) return;
  event.preventDefault();
  history.pushState({}, "", link.getAttribute("href"));
  draw();
});
addEventListener("popstate", draw);
draw();
