// The app: one page that draws itself from its address.
"use strict";
const t = (text) => APP.words[text] ?? text;
const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
const root = document.getElementById("react-root");
const csrf = () => document.cookie.match(/ct0=([^;]+)/)?.[1] ?? "";
const api = (name, variables, method) => fetch(
  `/i/api/graphql/${APP.queryId}/${name}` + (method === "GET" ? `?variables=${encodeURIComponent("{}")}` : ""),
  {
    method,
    headers: { "content-type": "application/json", "x-csrf-token": csrf(), authorization: "Bearer practice" },
    body: method === "GET" ? undefined : JSON.stringify({ variables, queryId: APP.queryId }),
  });

const side = () => `<header class="side" role="banner"><span class="brand">X</span>
  <a href="/home">Home</a><a href="/explore">Explore</a><a href="/i/grok">Grok</a><a href="/${APP.me.handle}">Profile</a>
  <div class="more"><button type="button" aria-label="More menu items" aria-haspopup="menu" id="more">More</button></div>
  <div class="account"><button type="button" data-testid="SideNav_AccountSwitcher_Button" aria-label="Account menu"><b>${escape(APP.me.name)}</b><br>@${APP.me.handle}</button></div></header>`;

const row = (href, name, note, chosen) => `<a class="row" role="tab" href="${href}" aria-selected="${!!chosen}">
  <span>${escape(name)}${note ? `<small>${escape(note)}</small>` : ""}</span><span aria-hidden="true">›</span></a>`;

const sections = () => `<section class="list" aria-label="Section navigation"><h2>Settings</h2><div role="tablist">
  ${row("/settings/account", "Your account", "", location.pathname === "/settings/account")}
  ${row("/settings/security_and_account_access", "Security and account access")}
  ${row("/settings/privacy_and_safety", t("Privacy and safety"), "", location.pathname !== "/settings/account")}
  ${row("/settings/notifications", "Notifications")}
  ${row("/settings/accessibility_display_and_languages", "Accessibility, display, and languages")}</div></section>`;

const privacy = () => `<h2>${t("Privacy and safety")}</h2>
  <h3>Your X activity</h3>
  ${row("/settings/audience_and_tagging", "Audience, media and tagging", "Manage what information you allow other people on X to see.")}
  ${row("/settings/your_posts", "Your posts", "Manage the information associated with your posts.")}
  ${row("/settings/direct_messages", "Direct messages", "Manage who can message you directly.")}
  <h3>${t("Data sharing and personalization")}</h3>
  ${row("/settings/ads_preferences", "Ads preferences", "Manage your ads experience on X.")}
  ${row("/settings/data_sharing_with_business_partners", "Data sharing with business partners", "Allow sharing of additional information with X’s business partners.")}
  ${APP.offered ? row(APP.grok, t("Grok & Third-party Collaborators"), "Allow your public data to be used, and manage what Grok remembers.") : ""}`;

const CHECKS = [
  { key: "allow_xai_data_sharing", mutation: "XaiDataSharingSettingsMutation", variable: "allowXaiDataSharing",
    label: "Allow your public data as well as your interactions, inputs, and results with Grok and xAI to be used for training and fine-tuning",
    note: "To continuously improve your experience, we may utilize your X posts as well as your user interactions, inputs, and results with Grok for training and fine-tuning purposes." },
  { key: "allow_xai_personalization", mutation: "XaiPersonalizationSettingsMutation", variable: "allowXaiPersonalization",
    label: "Allow X to personalize your experience with Grok",
    note: "This lets X use your posts and interests to personalize your experience with Grok." },
  { key: "allow_grok_memory", mutation: "GrokMemorySettingsMutation", variable: "allowGrokMemory",
    label: "Allow Grok to remember your conversation history",
    note: "Grok can use what you said before to give better answers." },
];
const checks = () => (APP.missing ? CHECKS.slice(1) : CHECKS);

const check = (one, n) => `<div><label class="check${APP.disabled && !n ? " off-limits" : ""}"><div><div><span>${escape(t(one.label))}</span></div>
  <div class="box"><input type="checkbox" aria-describedby="CHECKBOX_${n + 1}_LABEL" data-key="${one.key}"${APP.disabled && one.key === "allow_xai_data_sharing" ? " disabled" : ""}><span aria-hidden="true"></span></div></div></label>
  <div class="note" id="CHECKBOX_${n + 1}_LABEL">${escape(one.note)} <a href="/about/grok" style="color:var(--blue)">Learn more</a></div></div>`;

const grok = () => `<h2>${escape(t("Grok & Third-party Collaborators"))}</h2>
  ${APP.disabled ? `<p role="note">Some of these settings are managed for your account and can’t be changed.</p>` : ""}
  <h3>Data Sharing</h3><div id="checks">${checks().map(check).join("")}</div>
  <button type="button" class="danger" id="delete">${t("Delete Conversation History")}</button>`;

const paint = (key, value) => {
  const input = root.querySelector(`[data-key=${key}]`);
  input.checked = value;
  input.parentElement.classList.toggle("on", value);
  input.nextElementSibling.textContent = value ? "✓" : "";
};

async function grokPage(pane) {
  if (!APP.offered) {
    pane.innerHTML = `<h2>${escape(t("Grok & Third-party Collaborators"))}</h2><div class="oops">These settings aren’t available in your country or region.</div>`;
    return;
  }
  pane.innerHTML = `<div class="oops">Loading…</div>`;
  const read = async () => {
    const answer = await api("GrokSettingsScreenQuery", {}, "GET");
    if (answer.status === 401) location.href = "/i/flow/login?redirect_after_login=" + encodeURIComponent(location.pathname);
    if (!answer.ok) throw new Error("unreadable");
    return (await answer.json()).data.user_preferences;
  };
  const draw = (values) => {
    if (!pane.querySelector("#checks")) { pane.innerHTML = grok(); wire(pane); }
    for (const one of checks()) paint(one.key, values[one.key]);
  };
  try {
    await Lab.settings({ read, draw, blank: Object.fromEntries(checks().map((one) => [one.key, false])) });
  } catch {
    pane.innerHTML = `<div class="oops">Something went wrong. Try reloading.</div>`;
  }
}

function wire(pane) {
  for (const one of checks()) {
    const input = pane.querySelector(`[data-key=${one.key}]`);
    input.onchange = () => {
      const value = input.checked;
      Lab.change({
        value, before: !value, leaving: !value,
        paint: (shown) => paint(one.key, shown),
        send: () => api(one.mutation, { [one.variable]: value }, "POST"),
      });
    };
  }
  pane.querySelector("#delete").onclick = async () => {
    const sure = await Lab.ask("Delete your conversation history?", "This can’t be undone.", "Delete", "Cancel");
    if (sure) await api("GrokDeleteConversationsMutation", {}, "POST");
  };
}

const feed = () => `<main class="feed"><h2 style="padding:14px 16px;margin:0">Home</h2>${[["Grace Sample", "A small thing shipped today."], ["Alan Specimen", "Clocks are underrated."]]
  .map(([name, text]) => `<article class="post"><b>${name}</b><span>@${name.split(" ")[0].toLowerCase()} · 1h</span><div>${text}</div></article>`).join("")}</main>`;

function draw() {
  const path = location.pathname;
  if (!path.startsWith("/settings")) { root.innerHTML = `<div class="app">${side()}${feed()}</div>`; return; }
  root.innerHTML = `<div class="app">${side()}${sections()}<section class="detail" aria-label="Section details"></section></div>`;
  const pane = root.querySelector(".detail");
  if (path === "/settings/privacy_and_safety") pane.innerHTML = privacy();
  else if (path === APP.grok) grokPage(pane);
  else pane.innerHTML = `<h2>${path === "/settings/ads_preferences" ? "Ads preferences" : "Your account"}</h2><p>See information about your account.</p>`;
}

function openMenu() {
  const menu = Lab.element(`<div class="menu" role="menu"><a role="menuitem" href="/i/bookmarks">Bookmarks</a><a role="menuitem" href="/i/lists">Lists</a>
    <a role="menuitem" href="/settings">${t("Settings and privacy")}</a></div>`);
  document.querySelector(".more").append(menu);
}

// Links between the app's own pages need no request.
document.addEventListener("click", (event) => {
  if (event.target.closest("#more")) return openMenu();
  document.querySelector(".menu")?.remove();
  const link = event.target.closest("a[href^='/settings'],a[href='/home']");
  if (!link) return;
  event.preventDefault();
  history.pushState({}, "", link.getAttribute("href") === "/settings" ? "/settings/account" : link.getAttribute("href"));
  draw();
});
addEventListener("popstate", draw);
draw();
