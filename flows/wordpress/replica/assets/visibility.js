// Site visibility: a form whose Save wakes up with the first change; leaving the page loses what was not saved.
"use strict";
const card = document.getElementById("card");
const API = `/rest/v1.4/sites/${PAGE.site}/settings`;
const nonce = () => document.cookie.match(/wp_nonce=([^;]+)/)?.[1] ?? "";
const VISIBLE = [
  ["coming-soon", "Coming soon", "Your site is hidden from visitors behind a “Coming Soon” notice until it is ready for viewing."],
  ["public", "Public", "Anyone can view your site."],
  ["private", "Private", "Your site is visible only to you and logged-in members you approve."],
];
let saved = {};
let now = {};

const check = (id, key, name, help, off) => `<div class="components-base-control components-checkbox-control"><div class="components-base-control__field">
  <span class="components-checkbox-control__input-container"><input id="inspector-checkbox-control-${id}" class="components-checkbox-control__input" type="checkbox" data-key="${key}"${help ? ` aria-describedby="help-${id}"` : ""}${off ? " disabled" : ""}></span>
  <label class="components-checkbox-control__label" for="inspector-checkbox-control-${id}">${name}</label></div>${help ? `<p class="help" id="help-${id}">${help}</p>` : ""}</div>`;

// Only a public site has the two boxes; where indexing is discouraged, sharing is prevented as well, and fixed.
function form() {
  const open = now.visibility === "public";
  return `<form><fieldset class="components-radio-control"><legend>Visibility</legend>${VISIBLE.map(([value, name, help]) =>
    `<div><input type="radio" name="visibility" id="v-${value}" value="${value}"><label for="v-${value}">${name}</label><p class="help">${help}</p></div>`).join("")}</fieldset>
    ${open ? check(0, "discourage_indexing", "Discourage search engines from indexing this site", "This does not block access to your site. It is up to search engines to honor your request.") : ""}
    ${open && !PAGE.missing ? check(1, "wpcom_data_sharing_opt_out", "Prevent third-party sharing for this site", "This will prevent this site’s content from being shared with our licensed network of content and research partners, including those that train AI models." + (PAGE.disabled ? " This setting is managed for this site and can’t be changed." : ""), PAGE.disabled || now.discourage_indexing) : ""}
    <button type="submit" class="primary" disabled>Save</button></form>`;
}

function show() {
  card.innerHTML = form();
  card.querySelector(`#v-${now.visibility}`).checked = true;
  for (const box of card.querySelectorAll("[data-key]"))
    box.checked = now[box.dataset.key] || (box.dataset.key === "wpcom_data_sharing_opt_out" && now.discourage_indexing);
  card.querySelector(".primary").disabled = Object.keys(now).every((key) => now[key] === saved[key]);
  card.querySelector("form").onchange = (event) => {
    if (event.target.name === "visibility") now.visibility = event.target.value;
    else now[event.target.dataset.key] = event.target.checked;
    show();
  };
  card.querySelector("form").onsubmit = (event) => { event.preventDefault(); save(); };
}

async function save() {
  const changes = Object.fromEntries(Object.entries(now).filter(([key, value]) => saved[key] !== value));
  const out = changes.wpcom_data_sharing_opt_out === true;
  const done = await Lab.change({
    value: true, before: false, leaving: out, paint: () => {},
    question: ["Save these changes?", "Partners will be asked to leave out this site.", "Save", "Cancel"],
    send: () => Lab.post(API, changes, { "x-wp-nonce": nonce() }),
  });
  if (!done) return;
  saved = { ...now };
  show();
  document.querySelector(".snackbar")?.remove();
  document.body.append(Lab.element(`<div class="snackbar" role="status">Settings saved.</div>`));
}

const read = async () => {
  const answer = await fetch(API);
  if (answer.status === 401) location.href = "https://wordpress.com/log-in?redirect_to=" + encodeURIComponent(location.href);
  if (!answer.ok) throw new Error("unreadable");
  return (await answer.json()).settings;
};
Lab.settings({ read, draw: (values) => { saved = { ...values }; now = { ...values }; show(); }, blank: { visibility: "public", discourage_indexing: false, wpcom_data_sharing_opt_out: true } })
  .catch(() => { card.innerHTML = "<p>Something went wrong. Please reload the page.</p>"; });
