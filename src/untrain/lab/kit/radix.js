// The widgets that many web apps take from one library: generated ids, states in data attributes, layers at the page's end.
"use strict";
const Radix = (() => {
  let count = Math.floor(Math.random() * 900);
  const id = () => `radix-«r${(count++).toString(36)}»`; // another one at each visit
  const layers = [];

  // A switch whose name stands beside it; `named` gives it an accessible name of its own.
  function toggle({ test, named, labelledby, disabled, key }) {
    const made = Lab.element(`<button type="button" role="switch" aria-checked="false" data-state="unchecked" value="on" id="${id()}"><span data-state="unchecked"></span></button>`);
    if (test) made.dataset.testid = test;
    if (key) made.dataset.key = key;
    if (named) made.setAttribute("aria-label", named);
    if (labelledby) made.setAttribute("aria-labelledby", labelledby);
    if (disabled) { made.disabled = true; made.dataset.disabled = ""; }
    return made;
  }
  const isOn = (button) => button.getAttribute("aria-checked") === "true";
  function paint(button, value) {
    const state = value ? "checked" : "unchecked";
    button.setAttribute("aria-checked", String(!!value));
    button.dataset.state = state;
    button.firstElementChild.dataset.state = state;
  }

  // What lies below a modal layer is hidden from everybody but the eye.
  function hideOthers() {
    for (const one of document.body.children)
      if (one.tagName !== "SCRIPT" && !one.matches("[data-layer],.lab-veil,.lab-toast,.lab-bar")) one.setAttribute("aria-hidden", "true");
    layers.forEach((layer, n) => n < layers.length - 1 ? layer.setAttribute("aria-hidden", "true") : layer.removeAttribute("aria-hidden"));
    if (!layers.length) for (const one of document.body.children) one.removeAttribute("aria-hidden");
  }
  function close(layer) {
    const at = layers.indexOf(layer);
    if (at < 0) return;
    layers.splice(at, 1);
    layer.remove();
    hideOthers();
    layer.onclosed?.();
  }

  // A modal dialog; `body` is HTML, gives the dialog's element.
  function dialog({ title, body, small, test, hiddenTitle, onclosed }) {
    const heading = id();
    const layer = Lab.element(`<div class="rx-veil" data-layer data-state="open"><div role="dialog" id="${id()}" aria-labelledby="${heading}" data-state="open" tabindex="-1" class="rx-dialog${small ? " rx-small" : ""}">
      <button type="button" class="rx-close" aria-label="Close">×</button><h2 id="${heading}"${hiddenTitle ? ' style="position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)"' : ""}>${title}</h2>${body}</div></div>`);
    const box = layer.firstElementChild;
    if (test) box.dataset.testid = test;
    layer.onclosed = onclosed;
    box.querySelector(".rx-close").onclick = () => close(layer);
    layer.onpointerdown = (event) => { if (event.target === layer) close(layer); };
    document.body.append(layer);
    layers.push(layer);
    hideOthers();
    box.focus();
    box.closeLayer = () => close(layer);
    return box;
  }
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && layers.length) close(layers.at(-1)); });

  // A menu that opens as the pointer goes down on its button.
  function menu(button, items, role = "menuitem") {
    button.setAttribute("aria-haspopup", "menu");
    button.setAttribute("aria-expanded", "false");
    button.dataset.state = "closed";
    const shut = () => {
      document.querySelector(".rx-menu")?.remove();
      button.setAttribute("aria-expanded", "false");
      button.dataset.state = "closed";
    };
    const open = () => {
      const list = Lab.element(`<div role="menu" class="rx-menu" id="${id()}" aria-orientation="vertical" data-state="open"></div>`);
      for (const item of items()) {
        const row = Lab.element(`<div role="${role}" tabindex="-1" data-orientation="vertical">${item.html ?? item.text}</div>`);
        if (item.test) row.dataset.testid = item.test;
        if (item.checked !== undefined) row.setAttribute("aria-checked", String(item.checked));
        row.onclick = () => { shut(); item.run?.(); };
        list.append(row);
      }
      document.body.append(list);
      const at = button.getBoundingClientRect();
      list.style.left = `${Math.max(8, Math.min(at.left, innerWidth - list.offsetWidth - 8))}px`;
      const below = at.bottom + 6 + list.offsetHeight < innerHeight;
      list.style.top = `${below ? at.bottom + 6 : Math.max(8, at.top - list.offsetHeight - 6)}px`;
      button.setAttribute("aria-expanded", "true");
      button.dataset.state = "open";
    };
    button.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      event.stopPropagation();
      button.dataset.state === "open" ? shut() : open();
    });
    document.addEventListener("pointerdown", (event) => { if (!event.target.closest?.(".rx-menu")) shut(); });
  }

  // Tabs that react as the pointer goes down; `panels` gives what each one shows.
  function tabs(home, names, { panel, vertical = true, chosen }) {
    const [list, pane] = [Lab.element(`<div role="tablist" aria-orientation="${vertical ? "vertical" : "horizontal"}"></div>`), Lab.element(`<div role="tabpanel" tabindex="0" data-state="active"></div>`)];
    const show = (key) => {
      for (const tab of list.children) {
        const mine = tab.dataset.key === key;
        tab.setAttribute("aria-selected", String(mine));
        tab.dataset.state = mine ? "active" : "inactive";
        if (mine) pane.setAttribute("aria-labelledby", tab.id);
      }
      pane.replaceChildren();
      panel(key, pane);
    };
    for (const [key, text, test] of names) {
      const tab = Lab.element(`<button type="button" role="tab" id="${id()}" data-key="${key}">${text}</button>`);
      if (test) tab.dataset.testid = test;
      tab.addEventListener("mousedown", () => show(key));
      list.append(tab);
    }
    home.append(list, pane);
    show(chosen ?? names[0][0]);
    return show;
  }

  // One row: words, a note, and a switch that saves at once. Gives the switch.
  function row(home, { label, note, save, leavingAt = false, ...rest }) {
    const line = Lab.element(`<div class="rx-row"><div><div>${label}</div>${note ? `<span class="note">${note}</span>` : ""}</div></div>`);
    const button = toggle(rest);
    line.append(button);
    home.append(line);
    wire(button, save, leavingAt);
    return button;
  }
  function wire(button, save, leavingAt = false) {
    button.onclick = () => {
      const value = !isOn(button);
      Lab.change({ value, before: !value, leaving: value === leavingAt, paint: (shown) => paint(button, shown), send: () => save(value) });
    };
  }
  return { id, toggle, isOn, paint, dialog, menu, tabs, row, wire };
})();
