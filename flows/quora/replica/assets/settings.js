// The privacy settings. A switch is a button that says so, and that is named by the words beside it.
"use strict";
const given = window.ansFrontendGlobals;
const pane = document.getElementById("pane");
const GROUPS = [
  ["Content Preferences", [
    ["allow_adult_content", "Allow adult content in your feed", "Your feed may show content that is meant for adults."],
    ["allow_llm_training", "Allow large language models to be trained on your content", "Quora is not training on it today, and asks others to respect your choice. Off also keeps your answers from being used in future."],
  ]],
  ["Discoverability", [
    ["index_name", "Allow search engines to index your name", "Your name appears in links to your profile and answers."],
    ["discover_by_email", "Allow your profile to be discovered by email", "People who know your address can find you."],
  ]],
];
const shown = ([key]) => !(given.missing && key === "allow_llm_training");
const fixed = (key) => given.disabled && key === "allow_llm_training";
const knob = (key) => pane.querySelector(`[data-for=${key}]`);
const paint = (key, value) => knob(key).setAttribute("aria-checked", String(value));

function changed(key) {
  const value = knob(key).getAttribute("aria-checked") !== "true";
  Lab.change({
    value, before: !value, leaving: !value,
    paint: (next) => paint(key, next),
    send: () => Lab.post("/graphql/gql_para_POST?q=SettingsPrivacy_update_Mutation", { queryName: "SettingsPrivacy_update_Mutation", variables: { [key]: value } }, { "quora-formkey": given.formkey }),
  });
}

function draw(values) {
  if (!pane.querySelector("h2")) {
    let n = 0;
    pane.innerHTML = `<h2>Privacy Settings</h2>` + GROUPS.map(([title, rows]) => `<div class="group">${title}</div>` + rows.filter(shown).map(([key, name, note]) =>
      `<div class="line"><div class="words"><div id="mui-${++n}">${name}</div><div class="dim">${note}${fixed(key) ? " This setting is managed by your organization." : ""}</div></div>
       <button type="button" role="switch" class="knob" aria-labelledby="mui-${n}" data-for="${key}"${fixed(key) ? " disabled" : ""}><span></span></button></div>`).join("")).join("");
    // Like a component kit: it heeds the pointer, and keys, but no click that a script makes up.
    for (const one of pane.querySelectorAll(".knob")) {
      one.onpointerup = (event) => { if (event.isTrusted && !one.disabled) changed(one.dataset.for); };
      one.onkeydown = (event) => { if (event.isTrusted && (event.key === " " || event.key === "Enter")) changed(one.dataset.for); };
    }
  }
  for (const [, rows] of GROUPS) for (const [key] of rows) if (knob(key)) paint(key, values[key]);
}

Lab.settings({ read: async () => given.settings, draw, blank: Object.fromEntries(Object.keys(given.settings).map((key) => [key, false])) });
