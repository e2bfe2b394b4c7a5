// Setup: a tree of pages whose branches are shut, Quick Find above it, and a page of one switch.
"use strict";
const TREE = [
  ["Setup Home", "SetupOneHome"],
  ["Users", null, [["Users", "ManageUsers"]]],
  ["Einstein", null, [["Einstein Setup", "EinsteinGPTSetup"], ["Opt Out of Customer Data Access", "OptOutOfCustomerDataAccess"]]],
];
const tree = document.getElementById("tree");
const open = new Set();
const link = (name, id, level) => `<li role="treeitem" aria-level="${level}"${name === PAGE.title ? ' aria-selected="true"' : ""}><div class="slds-tree__item"><a href="/lightning/setup/${id}/home">${name}</a></div></li>`;

// What Quick Find holds cuts the tree down to the pages of that name, and opens their branches.
function grow() {
  const wanted = document.getElementById("quickfind").value.trim().toLowerCase();
  const fits = ([name]) => name.toLowerCase().includes(wanted);
  tree.innerHTML = `<ul role="tree" class="slds-tree" aria-label="Setup pages">${TREE.map(([name, id, leaves]) => {
    if (!leaves) return !wanted || fits([name]) ? link(name, id, 1) : "";
    const shown = wanted ? leaves.filter(fits) : leaves;
    const wide = open.has(name) || wanted;
    if (!shown.length) return "";
    return `<li role="treeitem" aria-level="1" aria-expanded="${!!wide}" aria-label="${name}"><div class="slds-tree__item"><button type="button" class="twig" tabindex="-1" data-branch="${name}" aria-label="${wide ? "Collapse" : "Expand"} ${name}">${wide ? "▾" : "▸"}</button><span class="branch" data-branch="${name}">${name}</span></div>
      ${wide ? `<ul role="group">${shown.map(([leaf, to]) => link(leaf, to, 2)).join("")}</ul>` : ""}</li>`;
  }).join("")}</ul>`;
}
tree.onclick = (event) => {
  const name = event.target.closest("[data-branch]")?.dataset.branch;
  if (!name) return;
  open.has(name) ? open.delete(name) : open.add(name);
  grow();
};
document.getElementById("quickfind").oninput = grow;
grow();

const pane = document.getElementById("pane");
const aura = (descriptor, params) => Lab.post("/aura", { message: { descriptor, params } });
const SENTENCE = "When this setting is on, Salesforce can use your org’s customer data for global predictive models, research, and development. When it is off, your customer data is not used for them.";

// A switch of the design system: the box is unseen, and says Active or Inactive below what is drawn.
function toggle(key, name, off) {
  const card = Lab.element(`<article class="slds-card"><h2 id="${key}-title">${name}</h2>${key === "customerDataAccess" ? `<p id="${key}-note">${SENTENCE}</p>` : "<p>Einstein features can be set up while it is on.</p>"}${off ? "<p>This setting has been decided by Salesforce, and can’t be changed.</p>" : ""}
    <label class="slds-checkbox_toggle"><input type="checkbox" role="switch" name="${key}" aria-labelledby="${key}-title" aria-describedby="${key}-state"${off ? " disabled" : ""}><span id="${key}-state" class="slds-checkbox_faux_container"><span class="slds-checkbox_faux" aria-hidden="true"></span><span class="slds-checkbox_on">Active</span><span class="slds-checkbox_off">Inactive</span></span></label></article>`);
  const input = card.querySelector("input");
  const paint = (value) => { input.checked = value; };
  input.onchange = () => {
    const value = input.checked;
    Lab.change({ value, before: !value, leaving: key === "customerDataAccess" && !value, paint, send: () => aura("setPreference", { [key]: value }) });
  };
  pane.append(card);
  return paint;
}

async function show() {
  const ours = PAGE.title !== "Einstein Setup";
  const key = ours ? "customerDataAccess" : "einstein";
  const paints = {};
  const draw = (values) => {
    if (!paints[key]) {
      pane.innerHTML = "";
      if (ours && PAGE.missing) pane.innerHTML = "<p>There is nothing to set up for this org.</p>";
      paints[key] = ours && PAGE.missing ? () => {} : toggle(key, ours ? PAGE.title : "Turn on Einstein", ours && PAGE.disabled);
    }
    paints[key](values[key]);
  };
  const read = async () => {
    const answer = await aura("getPreferences", {});
    if (answer.status === 401) location.href = "https://login.salesforce.com/?startURL=" + encodeURIComponent(location.href);
    if (!answer.ok) throw new Error("unreadable");
    return (await answer.json()).returnValue;
  };
  Lab.settings({ read, draw, blank: { customerDataAccess: false, einstein: false } }).catch(() => { pane.innerHTML = "<p>Something went wrong. Try reloading.</p>"; });
}
if (pane) show();
