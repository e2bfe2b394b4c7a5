// One blog's settings: drawn once they have come, saved at once, each with its own request.
"use strict";
const pane = document.getElementById("pane");
const API = `/api/v2/blog/${PAGE.blog}/settings`;
const ROWS = [
  ["hide_from_search", `Hide ${PAGE.blog} from search results`, "This blog will not turn up in searches within Tumblr."],
  ["hide_from_strangers", `Hide ${PAGE.blog} from people without an account`, "Only people who are logged in can see this blog."],
  ["discourage_search", `Discourage searching of ${PAGE.blog}`, "Search engines are asked not to crawl this blog."],
  ["third_party_sharing_off", `Prevent third-party sharing for ${PAGE.blog}`, "Content of this blog will be left out of what we share with our licensed partners, AI training included."],
  ["password_protected", `Password protect ${PAGE.blog}`, "Only people who know the password can see this blog."],
].filter(([key]) => !(PAGE.missing && key === "third_party_sharing_off"));
const csrf = () => document.cookie.match(/x-csrf=([^;]+)/)?.[1] ?? "";
const box = (key) => pane.querySelector(`[data-key=${key}]`);
let known = {};

const row = ([key, name, note]) => `<div class="line"><label class="words" for="s-${key}">${name}</label>
  <span class="switch"><input type="checkbox" id="s-${key}" data-key="${key}" aria-describedby="n-${key}"><span class="track" aria-hidden="true"></span></span>
  <div class="note" id="n-${key}">${note}</div>${key === "password_protected" ? `<div class="secret"><input type="password" name="password" aria-label="Password" autocomplete="new-password" value="gears"></div>` : ""}</div>`;

// Where search is discouraged, sharing is prevented as well, and the switch says no more.
function paint(key, value) {
  known[key] = value;
  for (const [one] of ROWS) box(one).checked = known[one];
  const sharing = box("third_party_sharing_off");
  if (sharing) {
    sharing.checked = known.third_party_sharing_off || known.discourage_search;
    sharing.disabled = PAGE.disabled || known.discourage_search;
  }
  pane.querySelector(".secret").hidden = !known.password_protected;
}

function changed(key) {
  const value = box(key).checked;
  Lab.change({
    value, before: !value, leaving: key === "third_party_sharing_off" && value,
    paint: (shown) => paint(key, shown),
    send: () => Lab.post(`${API}/${key}`, { value }, { "x-csrf": csrf() }),
  });
}

function draw(values) {
  if (!pane.querySelector("h2")) {
    pane.innerHTML = `<h2>Appearance</h2><div class="line"><div class="words">Edit appearance</div><button type="button">Edit</button></div><h2>Visibility</h2>${ROWS.map(row).join("")}
      <h2>Delete</h2><div class="line"><button type="button" class="red">Delete ${PAGE.blog}</button></div>`;
    for (const [key] of ROWS) box(key).onchange = () => changed(key);
  }
  known = { ...values };
  paint("hide_from_search", values.hide_from_search);
}

const read = async () => {
  const answer = await fetch(API);
  if (answer.status === 401) location.href = "/login?redirect_to=" + encodeURIComponent(location.pathname);
  if (!answer.ok) throw new Error("unreadable");
  return (await answer.json()).response;
};
// What is drawn first, in some weather, is not what is so: here the wrong default is "on".
const blank = Object.fromEntries(ROWS.map(([key]) => [key, key === "third_party_sharing_off"]));
Lab.settings({ read, draw, blank }).catch(() => { pane.innerHTML = "<p>Something went wrong. Try reloading.</p>"; });
