"use strict";
// Draws one settings page from its spec, and saves what is changed there. Nothing of it is global but the start.
(() => {
  const S = window.__page; delete window.__page;
  const root = document.getElementById("app");
  const rnd = () => "r" + Math.random().toString(36).slice(2, 8);
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  const el = (tag, attrs = {}, ...kids) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attrs)) {
      if (value === null || value === undefined || value === false) continue;
      if (name === "onclick") node.addEventListener("click", value);
      else node.setAttribute(name, value === true ? "" : value);
    }
    for (const kid of kids.flat()) if (kid !== null && kid !== undefined) node.append(kid);
    return node;
  };
  const post = (url, body, method = "POST") => fetch(url, {method, credentials: "same-origin",
    headers: {"content-type": "application/json", "csrf-token": S.csrf}, body: JSON.stringify(body)});
  const harm = (what) => post(S.api + "/harm", {what});

  // ---- widgets: each gives {el, set(on), name(text)} -------------------------------------------------------
  const box = (attrs, it, flip) => {
    const input = el("input", {type: "checkbox", id: it.id, disabled: it.disabled, ...attrs});
    input.checked = it.on;
    input.addEventListener("change", () => flip(input.checked));
    return {el: input, set: (on) => { input.checked = on; if (attrs["aria-checked"]) input.setAttribute("aria-checked", on); },
            to: input};
  };
  const pressable = (node, it, flip, paint) => {
    let on = it.on;
    const press = (event) => { if (event.isTrusted && !it.disabled) flip(!on); };
    node.addEventListener("click", press);
    if (node.tagName !== "BUTTON" && node.hasAttribute("tabindex"))
      node.addEventListener("keydown", (event) => { if (event.key === " " || event.key === "Enter") press(event); });
    const set = (value) => { on = value; paint(on); };
    paint(on);
    return {el: node, set, to: node};
  };
  const options = (it) => it.options || [[true, it.words.on], [false, it.words.off]];
  const W = {
    checkbox: (it, flip) => box({name: it.field}, it, flip),
    switch_input: (it, flip) => box({role: "switch", name: it.field}, it, flip),
    artdeco: (it, flip) => {
      const one = box({role: "switch", class: "hiddenbox", "aria-checked": String(it.on)}, it, flip);
      return {el: el("span", {class: "toggle"}, one.el, el("label", {for: it.id, class: "knob"})), set: one.set, to: one.to};
    },
    hidden_input: (it, flip) => {
      const one = box({class: "hiddenbox", name: it.field}, it, flip);
      const knob = el("span", {class: "knob", "aria-hidden": "true"});
      knob.addEventListener("click", () => { if (!knob.closest("label")) one.el.click(); });
      return {el: el("span", {class: "toggle"}, one.el, knob), set: one.set, to: one.to};
    },
    radix: (it, flip) => {
      const node = el("button", {type: "button", role: "switch", class: "track", id: it.id, disabled: it.disabled}, el("span", {class: "thumb"}));
      return pressable(node, it, flip, (on) => { node.setAttribute("aria-checked", on); node.dataset.state = on ? "checked" : "unchecked"; });
    },
    pressed: (it, flip) => {
      const node = el("button", {type: "button", class: "track", id: it.id, disabled: it.disabled}, el("span", {class: "thumb"}));
      return pressable(node, it, flip, (on) => node.setAttribute("aria-pressed", on));
    },
    pressed_text: (it, flip) => {
      const node = el("button", {type: "button", id: it.id, disabled: it.disabled});
      return pressable(node, it, flip, (on) => { node.setAttribute("aria-pressed", on); node.textContent = on ? it.words.on : it.words.off; });
    },
    div_switch: (it, flip) => {
      const node = el("div", {role: "switch", tabindex: "0", class: "track", id: it.id, "aria-disabled": it.disabled ? "true" : null}, el("i", {class: "thumb"}));
      return pressable(node, it, flip, (on) => node.setAttribute("aria-checked", on));
    },
    div_aria: (it, flip) => {
      const node = el("div", {class: "track toggle-" + rnd(), id: it.id}, el("i", {class: "thumb"}));
      return pressable(node, it, flip, (on) => node.setAttribute("aria-checked", on));
    },
    div_state: (it, flip) => {
      const node = el("div", {class: "track sw-" + rnd(), id: it.id}, el("i", {class: "thumb"}));
      return pressable(node, it, flip, (on) => { node.dataset.state = on ? "on" : "off"; });
    },
    custom: (it, flip) => {
      const host = el("x-toggle", {id: it.id});
      const inner = el("div", {role: "switch", tabindex: "0", class: "track"}, el("i", {class: "thumb"}));
      const style = el("style"); style.textContent = ".track{display:inline-block;width:44px;height:24px;border-radius:12px;background:#999;cursor:pointer}.track[aria-checked=true]{background:#06c}";
      host.attachShadow({mode: "open"}).append(style, inner);
      const one = pressable(inner, it, flip, (on) => { inner.setAttribute("aria-checked", on); host.toggleAttribute("checked", on); });
      return {el: host, set: one.set, to: inner, foreignTo: true};
    },
    custom_bare: (it, flip) => {
      const host = el("faceplate-switch", {id: it.id, tabindex: "0"});
      const inner = el("span", {class: "track"}); const style = el("style");
      style.textContent = ".track{display:inline-block;width:44px;height:24px;border-radius:12px;background:#888}";
      host.attachShadow({mode: "open"}).append(style, inner);
      return pressable(host, it, flip, (on) => { host.setAttribute("role", "switch"); host.setAttribute("aria-checked", on); });
    },
    radios: (it, flip) => {
      const name = rnd(), inputs = [];
      const group = el("div", {role: "radiogroup", class: "radios"}, options(it).map(([value, text]) => {
        const input = el("input", {type: "radio", name, id: rnd(), disabled: it.disabled}); input.checked = value === it.on;
        input.addEventListener("change", () => { if (input.checked) flip(value); });
        inputs.push([value, input]);
        return el("label", {}, input, " ", text);
      }));
      return {el: group, set: (on) => inputs.forEach(([value, input]) => { input.checked = value === on; }), to: group};
    },
    radio_divs: (it, flip) => {
      const nodes = [];
      const group = el("div", {role: "radiogroup", class: "radios"}, options(it).map(([value, text]) => {
        const node = el("div", {role: "radio", tabindex: "0", class: "choice", onclick: () => it.disabled || flip(value)}, text);
        nodes.push([value, node]);
        return node;
      }));
      const set = (on) => nodes.forEach(([value, node]) => node.setAttribute("aria-checked", value === on));
      set(it.on);
      return {el: group, set, to: group};
    },
    select: (it, flip) => {
      const input = el("select", {id: it.id, disabled: it.disabled}, options(it).map(([value, text]) => el("option", {value: value ? "1" : "0"}, text)));
      input.value = it.on ? "1" : "0";
      input.addEventListener("change", () => flip(input.value === "1"));
      return {el: input, set: (on) => { input.value = on ? "1" : "0"; }, to: input};
    },
    combobox: (it, flip) => {
      const list = rnd();
      const node = el("button", {type: "button", role: "combobox", "aria-haspopup": "listbox", "aria-expanded": "false", "aria-controls": list, id: it.id});
      const popup = el("ul", {role: "listbox", id: list, hidden: true, class: "popup"});
      let on = it.on;
      const set = (value) => { on = value; node.textContent = options(it).find(([one]) => one === on)[1]; };
      const shut = () => { popup.hidden = true; node.setAttribute("aria-expanded", "false"); };
      node.addEventListener("click", () => {
        if (!popup.hidden) return shut();
        popup.replaceChildren(...options(it).map(([value, text]) => el("li", {role: "option", tabindex: "-1", "aria-selected": String(value === on),
          onclick: () => { shut(); if (value !== on) flip(value); }}, text)));
        popup.hidden = false; node.setAttribute("aria-expanded", "true");
      });
      set(on);
      return {el: el("span", {class: "anchor"}, node, popup), set, to: node};
    },
    pair: (it, flip) => {
      const nodes = options(it).map(([value, text]) => [value, el("button", {type: "button", disabled: it.disabled, onclick: () => flip(value)}, text)]);
      const set = (on) => nodes.forEach(([value, node]) => node.setAttribute("aria-pressed", String(value === on)));
      set(it.on);
      const group = el("div", {role: "group", class: "pair"}, nodes.map(([, node]) => node));
      return {el: group, set, to: group};
    },
    pair_plain: (it, flip) => {
      let on = it.on;
      const nodes = options(it).map(([value, text]) => [value, el("button", {type: "button", disabled: it.disabled, onclick: () => value !== on && flip(value)}, text)]);
      const now = el("span", {class: "muted"});
      const set = (value) => { on = value; now.textContent = "Currently: " + options(it).find(([one]) => one === on)[1];
        nodes.forEach(([one, node]) => { node.className = one === on ? "chosen" : ""; node.setAttribute("aria-current", String(one === on)); }); };
      set(on);
      const group = el("div", {role: "group", class: "pair"}, nodes.map(([, node]) => node), now);
      return {el: group, set, to: group};
    },
    single: (it, flip) => {
      let on = it.on;
      const node = el("button", {type: "button", id: it.id, disabled: it.disabled, onclick: () => flip(!on)});
      const now = el("span", {class: "muted"});
      const set = (value) => { on = value; now.textContent = on ? it.words.isOn : it.words.isOff; node.textContent = on ? it.words.turnOff : it.words.turnOn; };
      set(on);
      return {el: el("span", {class: "pair"}, now, " ", node), set, to: null};
    },
    single_long: (it, flip) => {
      let on = it.on;
      const node = el("button", {type: "button", id: it.id, disabled: it.disabled, onclick: () => flip(!on)});
      const set = (value) => { on = value; node.textContent = it.label + (on ? " is on – turn off" : " is off – turn on"); };
      set(on);
      return {el: node, set, to: null, ownName: true};
    },
    menu: (it, flip) => {
      let on = it.on;
      const node = el("button", {type: "button", id: it.id, "aria-haspopup": "menu", "aria-expanded": "false"});
      const popup = el("div", {role: "menu", hidden: true, class: "popup"});
      const shut = () => { popup.hidden = true; node.setAttribute("aria-expanded", "false"); };
      const set = (value) => { on = value; node.textContent = (on ? it.words.on : it.words.off) + " ▾"; };
      const item = (text, act, checked) => el("div", {role: checked === undefined ? "menuitem" : "menuitemradio",
        "aria-checked": checked === undefined ? null : String(checked), tabindex: "-1", onclick: () => { shut(); act(); }}, text);
      node.addEventListener("click", () => {
        if (!popup.hidden) return shut();
        const rows = it.plainMenu
          ? [item(it.words.turnOff, () => flip(false)), item(it.danger, () => harm("danger")), item("Learn more", () => {})]
          : [item(it.words.on, () => flip(true), on), item(it.words.off, () => flip(false), !on), item(it.danger, () => harm("danger"))];
        popup.replaceChildren(...rows);
        popup.hidden = false; node.setAttribute("aria-expanded", "true");
      });
      set(on);
      return {el: el("span", {class: "anchor"}, node, popup), set, to: node};
    },
  };
  W.menu_plain = (it, flip) => W.menu({...it, plainMenu: true}, flip);

  // ---- how a label hangs on its control ---------------------------------------------------------------------
  const words = (it) => {
    if (!it.pieces) return [it.label];
    return it.pieces.map((piece, at) => el(at % 2 ? "b" : "span", {}, piece + (at < it.pieces.length - 1 ? " " : "")));
  };
  const about = (it) => it.about ? el("p", {class: "muted"}, it.about) : null;
  const A = {
    labelledby: (it, w) => {
      const id = it.key || rnd();
      if (w.to) w.to.setAttribute("aria-labelledby", id);
      return el("div", {class: "row"}, el("div", {}, el("span", {id}, words(it)), about(it)), w.el);
    },
    labelledby_many: (it, w) => {
      const pieces = it.pieces.map((piece) => el("span", {id: rnd()}, piece));
      if (w.to) w.to.setAttribute("aria-labelledby", pieces.map((one) => one.id).join(" "));
      return el("div", {class: "row"}, el("div", {}, pieces.map((one) => el("div", {}, one)), about(it)), w.el);
    },
    wrap: (it, w) => el("div", {}, el("label", {class: "row"}, el("span", {}, words(it)), w.el), about(it)),
    for: (it, w) => el("div", {class: "row"}, el("label", {for: it.id}, words(it)), w.el, about(it)),
    aria: (it, w) => { if (w.to) w.to.setAttribute("aria-label", it.label); return el("div", {class: "row"}, el("div", {}, about(it)), w.el); },
    aria_text: (it, w) => { if (w.to) w.to.setAttribute("aria-label", it.label);
      return el("div", {class: "row"}, el("div", {}, el("span", {}, words(it)), about(it)), w.el); },
    sibling: (it, w) => el("div", {class: "row"}, el("div", {}, el("div", {}, words(it)), about(it)), el("div", {}, w.el)),
    sibling_first: (it, w) => el("div", {class: "row"}, el("div", {}, w.el), el("div", {}, el("div", {}, words(it)), about(it))),
    deep: (it, w) => el("section", {}, el("div", {}, el("div", {}, el("div", {}, el("span", {}, words(it)))), el("div", {}, el("div", {}, about(it)))),
      el("div", {}, el("div", {}, el("div", {}, el("span", {}, w.el))))),
    above: (it, w) => [el("p", {}, words(it)), about(it), el("div", {class: "row"}, el("span", {}, it.words.on + "/" + it.words.off), w.el)],
    heading: (it, w) => { if (w.to) w.to.setAttribute("aria-label", it.words.on + "/" + it.words.off);
      return el("section", {}, el("h3", {}, words(it)), about(it), w.el); },
    bare_heading: (it, w) => el("section", {}, el("h3", {}, words(it)), about(it), el("div", {}, w.el)),
    describedby: (it, w) => { const id = rnd(); if (w.to) { w.to.setAttribute("aria-describedby", id); w.to.setAttribute("aria-label", "Toggle"); }
      return el("div", {class: "row"}, el("div", {id}, words(it)), w.el); },
    table: (it, w) => el("table", {}, el("tbody", {}, el("tr", {}, el("td", {}, words(it), about(it)), el("td", {}, w.el)))),
    list: (it, w) => el("ul", {}, el("li", {class: "row"}, el("span", {}, words(it), about(it)), w.el)),
    dl: (it, w) => el("dl", {}, el("dt", {}, words(it)), el("dd", {}, about(it), w.el)),
    fieldset: (it, w) => el("fieldset", {}, el("legend", {}, words(it)), about(it), w.el),
  };

  // ---- dialogs ------------------------------------------------------------------------------------------------
  const ask = (c) => new Promise((answer) => {
    const id = rnd(), kind = c.kind || "dialog";
    let holder = null;
    const done = (value) => { holder.remove(); answer(value); };
    const button = (text, value, main) => el("button", {type: "button", class: main ? "main" : "",
      onclick: () => value === "harm" ? harm("danger").then(() => done(false)) : done(value)}, text);
    const yes = button(c.yes, true, true);
    const rows = [button(c.no, false), yes];
    if (c.swap) rows.reverse();
    if (c.danger) rows.push(button(c.danger, "harm"));
    const tick = c.tick ? el("input", {type: "checkbox", id: rnd()}) : null;
    if (tick) { yes.disabled = true; tick.addEventListener("change", () => { yes.disabled = !tick.checked; }); }
    const inner = [c.title ? el("h2", {id}, c.title) : null, c.text ? el("p", {}, c.text) : null,
      tick ? el("label", {}, tick, " ", c.tick) : null, el("div", {class: "pair"}, rows)];
    if (kind === "native") { holder = el("dialog", {"aria-labelledby": id}, inner); document.body.append(holder); holder.showModal(); return; }
    if (kind === "inline") { holder = el("div", {class: "item"}, inner); content.append(holder); return; }
    const role = ["plain", "popover"].includes(kind) ? null : kind;
    holder = el("div", {class: kind === "popover" ? "" : "shade"}, el("div", {class: kind === "popover" ? "popover" : "panel", role,
      "aria-modal": role ? "true" : null, "aria-labelledby": role && c.title ? id : null}, inner));
    document.body.append(holder);
  });
  const askPassword = (p) => new Promise((answer) => {
    const shade = el("div", {class: "shade"});
    const id = rnd();
    const say = el("p", {role: "alert"});
    if (p.foreign) {
      shade.append(el("div", {class: "panel", role: "dialog", "aria-labelledby": id}, el("h2", {id}, p.title),
        el("iframe", {src: p.foreign, width: "420", height: "220", title: p.title})));
      document.body.append(shade); return;
    }
    const field = el("input", {type: "password", id: rnd(), autocomplete: "current-password"});
    const go = async (event) => { event.preventDefault(); answer(field.value); shade.remove(); };
    const form = el("form", {}, el("h2", {id}, p.title), el("p", {}, p.text), el("label", {for: field.id}, p.label), field, say,
      el("div", {class: "pair"}, el("button", {type: "button", onclick: () => { shade.remove(); answer(null); }}, p.no), el("button", {type: "submit", class: "main"}, p.yes)));
    form.addEventListener("submit", go);
    shade.append(el("div", {class: "panel", role: "dialog", "aria-modal": "true", "aria-labelledby": id}, form));
    document.body.append(shade); field.focus();
  });
  const toast = (text, role = "status") => {
    const node = el("div", {role, class: "toast"}, text); document.body.append(node); setTimeout(() => node.remove(), 4000);
  };

  // ---- saving -------------------------------------------------------------------------------------------------
  const request = (it, value, extra) => {
    const url = S.save.url.replace("{key}", it.field).replace("{operation}", it.operation || "SettingsMutation").replace("{release}", S.release);
    const body = S.save.shape === "graphql" ? {variables: {[it.field]: value}, ...extra} : {[it.field]: value, ...extra};
    return post(url, body, S.save.method || "POST");
  };
  const send = async (it, value, ui, extra = {}) => {
    const mode = it.target ? S.save.mode : "ok";
    if (mode === "local") { localStorage.setItem(it.field, value ? "1" : "0"); if (S.save.toast) toast(S.save.toast); return; }
    if (mode === "dead") return;
    if (mode === "beacon") { navigator.sendBeacon(S.save.url.replace("{key}", it.field).replace("{operation}", it.operation || "SettingsMutation").replace("{release}", S.release),
      new Blob([JSON.stringify(S.save.shape === "graphql" ? {variables: {[it.field]: value}} : {[it.field]: value})], {type: "application/json"})); return; }
    if (mode === "debounce") await wait(S.save.ms || 1200);
    if (S.save.noise) fetch(S.api + "/track", {method: "POST", body: "{}"}).catch(() => {});
    let answer;
    try { answer = await request(it, value, extra); } catch { ui.set(!value); toast("Something went wrong. Try again.", "alert"); return; }
    if (answer.status === 401) { location.href = S.login; return; }
    if (S.save.blind) { if (S.save.toast) toast(S.save.toast); return; }
    const said = answer.status === 204 ? {} : await answer.json().catch(() => ({}));
    if (!answer.ok || (said.errors && !S.save.optimistic)) { if (!S.save.optimistic) { ui.set(!value); toast("Something went wrong. Your change was not saved.", "alert"); } return; }
    if (S.save.toast) toast(S.save.toast);
    if (S.save.reload) location.reload();
  };
  const pending = new Map();
  let bar = null;
  const showBar = () => {
    if (bar || !S.savebar) return;
    const go = el("button", {type: "button", class: "main"}, S.savebar.text);
    const flush = async () => { const all = [...pending.values()]; pending.clear(); bar.remove(); bar = null;
      for (const [it, value, ui] of all) await commit(it, value, ui); };
    go.addEventListener("click", flush);
    bar = el("div", {class: S.savebar.sticky ? "bar" : "row", role: S.savebar.role || null}, S.savebar.note ? el("span", {}, S.savebar.note) : null,
      S.savebar.cancel ? el("button", {type: "button", onclick: () => location.reload()}, S.savebar.cancel) : null, go);
    (S.savebar.sticky ? document.body : content).append(bar);
  };
  const commit = async (it, value, ui) => {
    const leaving = it.target && value === it.leave;
    if (leaving && S.confirm && !await ask(S.confirm)) { ui.set(!value); return; }
    const extra = {};
    if (leaving && S.password) {
      const given = await askPassword(S.password);
      if (given === null) { ui.set(!value); return; }
      extra.password = given;
    }
    ui.set(value);
    await send(it, value, ui, extra);
  };
  const flip = (it, ui) => (value) => {
    if (S.savebar) { ui.set(value); pending.set(it.field, [it, value, ui]); if (S.savebar.always) return; showBar(); return; }
    if (it.target && value === it.leave && (S.confirm || S.password)) ui.set(!value); else ui.set(value);
    commit(it, value, ui);
  };
  const drawn = [];
  const control = (it) => {
    it.id = it.id || rnd();
    it.on = S.save.mode === "local" && it.target && localStorage.getItem(it.field) !== null ? localStorage.getItem(it.field) === "1" : it.on;
    const w = W[it.widget](it, (value) => flip(it, {set: (v) => { it.on = v; w.set(v); }})(value));
    drawn.push([it, w]);
    if (w.ownName) return el("div", {class: "row"}, about(it), w.el);
    const row = [A[it.arrange](it, w)].flat();
    return it.inDialog ? viaDialog(it, row) : el("div", {class: "item"}, row);
  };
  const viaDialog = (it, row) => {
    const state = el("span", {class: "muted"}, it.on ? it.words.on : it.words.off);
    const open = () => {
      const id = rnd(), shade = el("div", {class: "shade"});
      const shut = () => shade.remove();
      shade.append(el("div", {class: "panel", role: "dialog", "aria-modal": "true", "aria-labelledby": id}, el("h2", {id}, it.dialog.title || it.label), row,
        el("div", {class: "pair"}, el("button", {type: "button", onclick: () => { shut(); state.textContent = it.on ? it.words.on : it.words.off; }}, it.dialog.done))));
      document.body.append(shade);
    };
    return el("div", {class: "item"}, el("button", {type: "button", class: "rowbutton", "aria-haspopup": "dialog", onclick: open}, el("span", {}, it.dialog.row || it.label), " ", it.dialog.state ? state : null, el("span", {"aria-hidden": "true"}, "›")));
  };

  // ---- where the controls stand ---------------------------------------------------------------------------------
  let content = root;
  const all = () => S.items.map(control);
  const B = {
    plain: () => [el("div", {}, all())],
    form: () => [el("form", {onsubmit: "return false"}, all())],
    shadow: () => {
      const host = el("settings-panel"); const inside = el("div", {}, all());
      const style = el("style"); style.textContent = document.querySelector("style").textContent;
      host.attachShadow({mode: S.closed ? "closed" : "open"}).append(style, inside);
      return [host];
    },
    shadow_nested: () => {
      const outer = el("app-shell"), inner = el("settings-panel");
      const style = () => { const one = el("style"); one.textContent = document.querySelector("style").textContent; return one; };
      inner.attachShadow({mode: "open"}).append(style(), el("div", {}, all()));
      outer.attachShadow({mode: "open"}).append(style(), el("main", {}, inner));
      return [outer];
    },
    iframe: () => [el("iframe", {src: location.pathname + "?embed=1", title: S.frameTitle || "", width: "760", height: "520", style: "border:0"})],
    accordion: () => {
      const id = rnd(), panel = el("div", {id, hidden: true, role: "region"}, all());
      const head = el("button", {type: "button", "aria-expanded": "false", "aria-controls": id}, S.opener);
      head.addEventListener("click", () => { panel.hidden = !panel.hidden; head.setAttribute("aria-expanded", String(!panel.hidden)); });
      return [other("Personalised job recommendations", "Choose what is recommended to you."), el("h3", {}, head), panel];
    },
    accordion_lazy: () => {
      const panel = el("div");
      const head = el("button", {type: "button", "aria-expanded": "false"}, S.opener);
      head.addEventListener("click", () => { const open = head.getAttribute("aria-expanded") === "true"; head.setAttribute("aria-expanded", String(!open)); panel.replaceChildren(...(open ? [] : all())); });
      return [other("Location", "Choose how precise your location is."), el("h3", {}, head), panel];
    },
    details: () => [other("Location", "Choose how precise your location is."), el("details", {}, el("summary", {}, S.opener), all())],
    more: () => {
      const place = el("div");
      const head = el("button", {type: "button"}, S.opener);
      head.addEventListener("click", () => { head.remove(); place.append(...all()); });
      return [...["Location", "Contacts", "Activity"].map((name) => other(name, "")), head, place];
    },
    tabs: () => {
      const names = S.tabs, panel = el("div", {role: "tabpanel"});
      const tabs = names.map((name, at) => el("button", {type: "button", role: "tab", "aria-selected": String(at === 0), onclick: () => pick(at)}, name));
      const pick = (at) => { tabs.forEach((tab, one) => tab.setAttribute("aria-selected", String(one === at)));
        panel.replaceChildren(...(at === S.tab ? all() : [other(names[at] + " preferences", "Nothing to choose here yet.")])); };
      pick(0);
      return [el("div", {role: "tablist"}, tabs), panel];
    },
    tabs_plain: () => {
      const names = S.tabs, panel = el("div");
      const pick = (at) => panel.replaceChildren(...(at === S.tab ? all() : [other(names[at] + " preferences", "Nothing to choose here yet.")]));
      const bar = el("nav", {}, el("ul", {class: "pair"}, names.map((name, at) => el("li", {}, el("a", {href: "#" + at, onclick: (event) => { event.preventDefault(); pick(at); }}, name)))));
      pick(0);
      return [bar, panel];
    },
    modal: () => {
      const open = () => {
        const id = rnd(), shade = el("div", {class: "shade"});
        shade.append(el("div", {class: "panel", role: "dialog", "aria-modal": "true", "aria-labelledby": id}, el("h2", {id}, S.heading),
          all(), el("div", {class: "pair"}, el("button", {type: "button", onclick: () => shade.remove()}, S.closer || "Done"))));
        document.body.append(shade);
      };
      return [other("Cookies", "Choose your cookies elsewhere."), el("div", {class: "row"}, el("span", {}, S.heading), el("button", {type: "button", onclick: open}, S.opener))];
    },
    lazy: () => lazy(null),
    lazy_box: () => lazy(el("div", {class: "scroller", tabindex: "0"})),
    virtual: () => {
      const rows = S.items, high = 96, view = el("div", {class: "scroller", tabindex: "0"}), pad = el("div", {style: `position:relative;height:${rows.length * high}px`});
      view.append(pad);
      const shown = new Map();
      const draw = () => {
        const first = Math.max(0, Math.floor(view.scrollTop / high) - 1), last = Math.min(rows.length, first + 8);
        for (const [at, node] of shown) if (at < first || at >= last) { node.remove(); shown.delete(at); }
        for (let at = first; at < last; at++) if (!shown.has(at)) { const node = control(rows[at]); node.style = `position:absolute;left:0;right:0;top:${at * high}px;height:${high}px;overflow:hidden`; shown.set(at, node); pad.append(node); }
      };
      view.addEventListener("scroll", draw); requestAnimationFrame(draw);
      return [view];
    },
  };
  const lazy = (scroller) => {
    const place = el("div"), sentinel = el("div", {style: "height:1px"}), rows = [...S.items];
    const more = () => place.append(...rows.splice(0, 8).map(control));
    more();
    new IntersectionObserver(async (seen) => { if (seen.some((one) => one.isIntersecting) && rows.length) { await wait(250); more(); sentinel.remove(); place.after(sentinel); } },
      {root: scroller}).observe(sentinel);
    if (scroller) { scroller.append(place, sentinel); return [scroller]; }
    return [el("div", {}, place, sentinel)];
  };
  const other = (title, text) => el("div", {class: "item"}, el("h3", {}, title), el("p", {class: "muted"}, text));

  // ---- traps: copies that no one can see or should touch ----------------------------------------------------------
  const T = {
    offscreen: (it) => el("div", {style: "position:absolute;left:-9999px;top:0"}, bait(it)),
    transparent: (it) => el("div", {style: "opacity:0;position:relative"}, bait(it)),
    zero: (it) => el("div", {style: "width:0;height:0;overflow:hidden"}, bait(it)),
    aria_hidden: (it) => el("div", {"aria-hidden": "true", style: "opacity:0;pointer-events:none"}, bait(it)),
    display_none: (it) => el("div", {class: "mobile-only", style: "display:none"}, bait(it)),
    invisible: (it) => el("div", {style: "visibility:hidden"}, bait(it)),
    covered: (it) => el("div", {style: "position:relative"}, bait(it), el("div", {style: "position:absolute;inset:0;background:#fff"})),
    clipped: (it) => el("div", {style: "position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden"}, bait(it)),
  };
  const bait = (it) => {
    const input = el("input", {type: "checkbox", role: "switch", "aria-label": it.label, id: rnd()}); input.checked = true;
    input.addEventListener("change", () => harm("honeypot"));
    return el("div", {class: "row"}, el("span", {onclick: () => harm("honeypot")}, it.label), input);
  };

  // ---- overlays ---------------------------------------------------------------------------------------------------
  const overlay = (o) => {
    const node = el("div", {class: o.cover === false ? "banner" : "shade", id: o.id || null});
    const role = o.role === undefined ? "dialog" : o.role;
    const id = rnd();
    const inside = el("div", {class: "panel", role: role || null, "aria-modal": role ? "true" : null, "aria-labelledby": role && o.title ? id : null},
      o.title ? el("h2", {id}, o.title) : null, o.text ? el("p", {}, o.text) : null);
    const shut = () => { node.remove(); if (o.keep !== false) post(S.api + "/dismiss", {what: o.name}); };
    const act = (b) => () => {
      if (b.does === "accept") post(S.api + "/accept", {what: o.name + ": " + b.text}).then(shut);
      else if (b.does === "go") location.href = b.href;
      else if (b.does === "next") { node.remove(); overlay(b.next); }
      else shut();
    };
    const bar = el("div", {class: "pair"}, o.buttons.map((b) => el(b.tag || "button", {type: b.tag ? null : "button", class: b.main ? "main" : "", href: b.tag === "a" ? "#" : null,
      "aria-label": b.aria || null, onclick: (event) => { event.preventDefault(); act(b)(); }}, b.text)));
    inside.append(bar);
    if (o.shadow) { const style = el("style"); style.textContent = document.querySelector("style").textContent; const host = el("consent-host"); node.append(inside); host.attachShadow({mode: "open"}).append(style, node); document.body.append(host); return; }
    if (o.escape) document.addEventListener("keydown", (event) => { if (event.key === "Escape") shut(); });
    node.append(inside); document.body.append(node);
  };

  // ---- start ------------------------------------------------------------------------------------------------------
  const draw = () => {
    content = el("div", {class: "content"});
    root.append(content);
    content.append(...(S.traps || []).filter((one) => one.before).map((one) => T[one.kind](S.bait)));
    if (S.box === "iframe" && !S.embed) content.append(...B.iframe());
    else content.append(...B[S.embed ? "plain" : S.box]());
    content.append(...(S.traps || []).filter((one) => !one.before).map((one) => T[one.kind](S.bait)));
    if (S.savebar && S.savebar.always) showBar();
  };
  const start = async () => {
    const late = S.embed ? {kind: "none"} : S.late;
    if (S.savebar && S.savebar.always) { /* drawn with the page */ }
    if (late.kind === "skeleton") { const bone = el("div", {class: "bone", "aria-busy": "true"}); root.append(bone); await wait(late.ms); bone.remove(); }
    if (late.kind === "fetch_first") { const got = await (await fetch(S.read)).json(); S.items.forEach((it) => { if (it.field in got) it.on = got[it.field]; }); }
    const real = new Map(S.items.map((it) => [it.field, it.on]));
    const early = ["fetch", "timer", "disabled_first"].includes(late.kind);
    if (early) S.items.forEach((it) => { if (it.target) it.on = late.drawn; if (late.kind === "disabled_first") it.disabled = true; });
    draw();
    (S.overlays || []).forEach((o) => o.after ? setTimeout(() => overlay(o), o.after) : overlay(o));
    if (!early) return;
    if (late.kind === "fetch") { await wait(late.ms || 0); const got = await (await fetch(S.read)).json(); S.items.forEach((it) => real.set(it.field, got[it.field])); }
    else await wait(late.ms);
    if (late.kind === "disabled_first") { S.items.forEach((it) => { it.on = real.get(it.field); it.disabled = false; }); content.remove(); drawn.length = 0; draw(); return; }
    S.items.forEach((it) => { it.on = real.get(it.field); });
    drawn.forEach(([it, w]) => w.set(it.on));
  };
  start();
})();
