// The account page: rows that are buttons; most of them open a dialog, in which nothing is kept until Save is pressed.
"use strict";
const rows = document.getElementById("rows");
const TITLE = "Third-party AI and your stories";
const CHOICES = [
  ["Prioritize maximum reach", "Your stories may be found in more places, outside AI services among them."],
  ["Minimize third-party training", "We ask outside AI companies not to train on your stories. They may not heed it."],
];
const xsrf = () => document.cookie.match(/xsrf=([^;]+)/)?.[1] ?? "";
const send = (variables) => Lab.post("/_/graphql", { operationName: "UpdateViewer", variables }, { "x-xsrf-token": xsrf() });
let known = {};

function draw(values) {
  known = { ...values };
  if (!rows.querySelector("button"))
    rows.innerHTML = `<button type="button" class="row" data-opens="mail"><span>Email address</span><span class="value">${PAGE.mail}</span></button>
      <button type="button" class="row" data-opens="name"><span>Username and subdomain</span><span class="value">@${PAGE.name}</span></button>
      <button type="button" class="row" data-opens="profile"><span>Profile information<small>Edit your photo, name, pronouns, short bio, etc.</small></span><span class="value">${PAGE.full}</span></button>
      <div class="row"><label for="digest">Send me a digest of stories by e-mail</label><input type="checkbox" id="digest"></div>
      ${PAGE.missing ? "" : `<button type="button" class="row" data-opens="ai"${PAGE.disabled ? " disabled" : ""}><span>${TITLE}<small>${PAGE.disabled ? "Managed by your organization." : "Choose how your stories meet AI from outside of Medium."}</small></span><span class="value" id="ai-value"></span></button>`}
      <button type="button" class="row red" data-opens="delete"><span>Delete account<small>Permanently delete your account and all of your content.</small></span></button>`;
  document.getElementById("digest").checked = values.digest;
  if (!PAGE.missing) document.getElementById("ai-value").textContent = values.thirdPartyAi;
}

rows.addEventListener("click", (event) => {
  const row = event.target.closest("button.row");
  if (row?.dataset.opens === "ai") choose();
  else if (row) dialog(row.querySelector("span").firstChild.textContent, "<p>Nothing to change here in practice.</p>", async () => true);
});
rows.addEventListener("change", (event) => {
  if (event.target.id !== "digest") return;
  const value = event.target.checked;
  Lab.change({ value, before: !value, leaving: false, paint: (shown) => { document.getElementById("digest").checked = shown; }, send: () => send({ digest: value }) });
});

// A dialog with its own Cancel and Save; Save wakes up with the first change.
function dialog(title, inner, save) {
  const box = Lab.element(`<div class="veil"><div class="dialog" role="dialog" aria-modal="true" aria-labelledby="dialog-title"><button type="button" class="x" aria-label="close">✕</button>
    <h2 id="dialog-title">${title}</h2>${inner}<div class="buttons"><button type="button" class="cancel">Cancel</button><button type="button" class="save" disabled>Save</button></div></div></div>`);
  const close = () => box.remove();
  box.querySelector(".x").onclick = box.querySelector(".cancel").onclick = close;
  box.oninput = () => { box.querySelector(".save").disabled = false; };
  box.querySelector(".save").onclick = async () => { if (await save(box)) close(); };
  document.body.append(box);
  return box;
}

function choose() {
  const before = known.thirdPartyAi;
  dialog(TITLE, `<div role="radiogroup" aria-labelledby="dialog-title">${CHOICES.map(([name, note], n) =>
    `<label class="choice"><input type="radio" name="third-party-ai" value="${n}"${name === before ? " checked" : ""}><span><b>${name}</b><small>${note}</small></span></label>`).join("")}</div>`,
  async (box) => {
    const value = CHOICES[Number(box.querySelector("input:checked").value)][0];
    const paint = (shown) => { known.thirdPartyAi = shown; document.getElementById("ai-value").textContent = shown; };
    return Lab.change({ value, before, leaving: value === CHOICES[1][0], question: ["Change this setting?", "Fewer people may find your stories.", "Change", "Cancel"], paint, send: () => send({ thirdPartyAi: value }) });
  });
}

const read = async () => {
  const answer = await fetch("/_/graphql/read");
  if (answer.status === 401) location.href = "/m/signin?redirect=" + encodeURIComponent(location.pathname);
  if (!answer.ok) throw new Error("unreadable");
  return (await answer.json()).data.viewer;
};
Lab.settings({ read, draw, blank: { digest: false, thirdPartyAi: CHOICES[1][0] } }).catch(() => { rows.innerHTML = "<p>Something went wrong. Try reloading.</p>"; });
