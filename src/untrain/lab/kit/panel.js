// A panel of settings that a script draws: it reads them, draws its rows once, and saves each change at once.
"use strict";
const Panel = (() => {
  // The settings as the server has them; without a session one is led to `door`.
  async function read(url, door) {
    const answer = await fetch(url, { headers: { accept: "application/json" } });
    if (answer.status === 401) location.href = door;
    if (!answer.ok) throw new Error("unreadable");
    return answer.json();
  }

  // `control(row, changed)` makes one row: { element, paint }. A row's `out` is the value that keeps the data out.
  async function show(home, { rows, read, send, control, frame = "" }) {
    const [made, now] = [{}, {}];
    const put = (row, value) => { now[row.key] = value; made[row.key].paint(value); };
    const changed = (row) => (value) => {
      const before = now[row.key];
      return Lab.change({ value, before, leaving: value === (row.out ?? false), question: row.question, paint: (shown) => put(row, shown), send: () => send(row.key, value) });
    };
    const draw = (values) => {
      if (!made.drawn) {
        made.drawn = home.innerHTML = frame || " ";
        const place = home.querySelector("[data-rows]") ?? home;
        for (const row of rows) place.append((made[row.key] = control(row, changed(row))).element);
      }
      for (const row of rows) put(row, values[row.key]);
    };
    try {
      await Lab.settings({ read, draw, blank: Object.fromEntries(rows.map((row) => [row.key, row.blank ?? false])) });
    } catch {
      home.innerHTML = `<p>Something went wrong. Try reloading.</p>`;
    }
  }
  return { read, show };
})();

// Switches as the widely used libraries draw them; each makes one row.
const Toggles = (() => {
  const words = (row) => `<div>${row.label}</div>${row.note ? `<div class="tg-note">${row.note}</div>` : ""}`;
  const native = (element, changed) => {
    const input = element.querySelector("input");
    input.onchange = () => changed(input.checked);
    return input;
  };
  const off = (row) => (row.disabled ? " disabled" : "");

  // Material: a transparent native box over a drawn thumb; the label wraps both.
  function mui(row, changed) {
    const element = Lab.element(`<div class="tg-row"><label class="MuiFormControlLabel-root"><span class="MuiSwitch-root"><span class="MuiButtonBase-root MuiSwitch-switchBase">
      <input class="MuiSwitch-input PrivateSwitchBase-input" type="checkbox"${off(row)}><span class="MuiSwitch-thumb"></span></span><span class="MuiSwitch-track"></span></span>
      <span class="MuiTypography-root MuiFormControlLabel-label">${row.label}</span></label>${row.note ? `<p class="tg-note">${row.note}</p>` : ""}</div>`);
    const input = native(element, changed);
    return { element, paint: (value) => { input.checked = value; input.parentElement.classList.toggle("Mui-checked", value); } };
  }
  // Fluent: a native box in the role of a switch, unseen, above a drawn indicator; the label points at it.
  function fluent(row, changed) {
    const id = `switch-r${Math.floor(Math.random() * 900)}`;
    const element = Lab.element(`<div class="tg-row"><div class="fui-Label">${words(row)}</div><div class="fui-Switch"><input type="checkbox" role="switch" class="fui-Switch__input" id="${id}" aria-label="${row.label}"${off(row)}>
      <div aria-hidden="true" class="fui-Switch__indicator"><span></span></div></div></div>`);
    const input = native(element, changed);
    return { element, paint: (value) => { input.checked = value; } };
  }
  // A native box that nobody sees: its label is what one presses.
  function hidden(row, changed) {
    const element = Lab.element(`<div class="tg-row"><div>${words(row)}</div><label class="tg-slide"><input type="checkbox" class="tg-unseen" aria-label="${row.label}"${off(row)}><span aria-hidden="true"></span></label></div>`);
    const input = native(element, changed);
    return { element, paint: (value) => { input.checked = value; } };
  }
  // The whole row is the box.
  function wholeRow(row, changed) {
    const element = Lab.element(`<div class="tg-row tg-whole" role="checkbox" tabindex="0" aria-checked="false" aria-label="${row.label}"${row.disabled ? ' aria-disabled="true"' : ""}><div class="tg-mark" aria-hidden="true"></div><div>${words(row)}</div></div>`);
    element.onclick = () => { if (!row.disabled) changed(element.getAttribute("aria-checked") !== "true"); };
    return { element, paint: (value) => { element.setAttribute("aria-checked", String(value)); element.querySelector(".tg-mark").textContent = value ? "☑" : "☐"; } };
  }
  // A switch of generated ids, its name beside it; `row.test` and `row.named` give it more.
  function radix(row, changed) {
    const element = Lab.element(`<div class="rx-row"><div>${words(row)}</div></div>`);
    const button = Radix.toggle(row);
    element.append(button);
    button.onclick = () => changed(!Radix.isOn(button));
    return { element, paint: (value) => Radix.paint(button, value) };
  }
  // A check box as browsers draw it, in its label.
  function plain(row, changed) {
    const element = Lab.element(`<div class="tg-row"><label><input type="checkbox"${off(row)}> ${row.label}</label>${row.note ? `<p class="tg-note">${row.note}</p>` : ""}</div>`);
    const input = native(element, changed);
    return { element, paint: (value) => { input.checked = value; } };
  }
  return { mui, fluent, hidden, wholeRow, radix, plain };
})();
