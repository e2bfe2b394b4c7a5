// A team: the menu beside its name, the tabs of its settings, and the dialog behind one of their buttons.
"use strict";
const API = `/api/teams/${TEAM.id}/ai_settings`;
Radix.menu(document.getElementById("team-menu"), () => [
  { text: "Rename team" },
  { text: "Invite members" },
  { text: "View settings", run: () => { location.href = `/files/team/${TEAM.id}/settings`; } },
  { text: "Delete team" },
]);

const ROWS = [
  { key: "ai_features", label: "Figma and FigJam AI", note: "People on this team can use AI features." },
  { key: "content_training", label: "Content training", note: "Figma may use this team’s content to train its models. AI features work either way.", disabled: TEAM.disabled },
].slice(0, TEAM.missing ? 1 : 2);

function manage() {
  const why = TEAM.disabled ? `<p class="dim">Only an admin of this team can change this.</p>` : "";
  const rows = TEAM.offered ? `${why}<div id="ai-rows"></div>` : "<p>This setting isn’t available in your country or region.</p>";
  const box = Radix.dialog({ title: "Manage AI settings", body: rows, small: true });
  if (!TEAM.offered) return;
  Panel.show(box.querySelector("#ai-rows"), {
    rows: ROWS,
    control: Toggles.hidden,
    read: async () => (await Panel.read(API, "/login?cont=" + encodeURIComponent(location.pathname))).meta,
    send: (key, value) => fetch(API, { method: "PUT", headers: { "content-type": "application/json" }, body: JSON.stringify({ ai_settings: { [key]: value } }) }),
  });
}

const PANELS = {
  members: `<h2>Members</h2><div class="line"><span>${TEAM.mail}</span><span>Owner</span></div>`,
  settings: `<h2>Team</h2><div class="line"><span>Name</span><span>${TEAM.name}</span></div><h2>AI</h2><div class="line"><span>What AI may do in this team</span><button type="button" class="press" aria-haspopup="dialog">Manage AI settings</button></div>
    <h2>Danger zone</h2><div class="line"><span>Delete this team and all of its files</span><button type="button" class="press">Delete team</button></div>`,
  billing: `<h2>Billing</h2><div class="line"><span>Plan</span><span>Starter</span></div>`,
};
if (document.getElementById("tabs"))
  Radix.tabs(document.getElementById("tabs"), [["members", "Members"], ["settings", "Settings"], ["billing", "Billing"]], {
    vertical: false,
    panel: (key, pane) => {
      pane.innerHTML = PANELS[key];
      const opens = pane.querySelector("[aria-haspopup=dialog]");
      if (opens) opens.onclick = manage;
    },
  });
